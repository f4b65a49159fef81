import { agreementSentences } from './agreements/sentences.ts';
import { assessmentSentences } from './assessments/sentences.ts';
import { disclosureSentences } from './disclosures/sentences.ts';
import { documentSentences } from './documents/sentences.ts';
import { enterpriseSentences } from './enterprises/sentences.ts';
import { identitySentences } from './identities/sentences.ts';
import { leakSentences } from './leaks/sentences.ts';
import { learningSentences } from './learnings/sentences.ts';
import { memberSentences } from './members/sentences.ts';
import { remedySentences } from './remedies/sentences.ts';
import { secretSentences } from './secrets/sentences.ts';
import type { Sentences } from './sentence.ts';
import { visitSentences } from './visits/sentences.ts';

/**
 * What a person reads when something is refused: what happened, and what to do. One sentence per reason and
 * language; {name} is filled from the refusal's detail. Pages, API and command line share this table.
 */
export type Language = 'zh' | 'en';

const sentences: Sentences = {
  ...agreementSentences,
  ...remedySentences,
  ...documentSentences,
  ...assessmentSentences,
  ...enterpriseSentences,
  ...identitySentences,
  ...disclosureSentences,
  ...secretSentences,
  ...visitSentences,
  ...leakSentences,
  ...learningSentences,
  ...memberSentences,
  account_locked: {
    zh: '尝试次数过多，账号已锁定至{until}。请稍后再试，或请安全管理员解锁。',
    en: 'Too many attempts: the account is locked until {until}. Try later, or ask the security administrator to unlock it.',
  },
  already_adopted: {
    zh: '该文件已由他人确认实施，不能重复实施。请打开已生成的工作方案。',
    en: 'Somebody else has adopted this document. Open the programme that it became.',
  },
  already_done: { zh: '该事项已办理，请刷新页面查看。', en: 'This has already been done. Reload the page.' },
  ambiguous_unit: {
    zh: '单位名称“{name}”对应多个单位，请明确选择其中一个。',
    en: 'The name “{name}” fits several organisations. Choose one.',
  },
  authority_name_taken: {
    zh: '已有名为“{name}”的时间戳机构（含已停用的）。请另取名称，如加上年份。',
    en: 'There is a time authority called “{name}” already, perhaps a closed one. Choose another name, such as one with the year.',
  },
  authority_taken: {
    zh: '时间戳机构“{name}”已使用这一网址。请核对，或修改已有的一条。',
    en: 'The time authority “{name}” already has this address. Check it, or edit that one.',
  },
  bug: {
    zh: '系统出现错误，已记录（编号{id}）。您填写的内容未丢失，请稍后重试；仍不成功请联系系统管理员。',
    en: 'Something went wrong and was recorded (no. {id}). Nothing you saved is lost; try again, or tell the system administrator.',
  },
  busy: {
    zh: '同一内容正由多人同时办理，本次未保存。请稍后重试。',
    en: 'Several people are working on the same thing at this moment; nothing was saved. Try again shortly.',
  },
  calendar_past: {
    zh: '{day}已经过去，其放假安排不再改动。请只导入以后日期的安排。',
    en: '{day} is past: its holidays are no longer changed. Import later days only.',
  },
  cell_empty: { zh: '“{head}”没有填写。', en: '“{head}” is empty.' },
  cell_kind_unknown: {
    zh: '“{text}”不是可识别的类型。请填“放假”或“上班”。',
    en: '“{text}” is not known here. Write 放假 (day off) or 上班 (working day).',
  },
  cell_not_a_day: {
    zh: '“{text}”不是真实存在的日期。请写成2027-02-05，时段写成“2027-02-05至2027-02-11”。',
    en: '“{text}” is not a real date. Write 2027-02-05, or 2027-02-05至2027-02-11 for several days.',
  },
  cell_too_long: { zh: '“{head}”内容过长，最多{limit}。', en: '“{head}” is too long (at most {limit}).' },
  certificates_expired: {
    zh: '所填证书均已于{day}前到期。请向时间戳机构索取现行证书。',
    en: 'Every certificate given ended before {day}. Ask the authority for those in force.',
  },
  certificates_needed: {
    zh: '该机构已给出的时间戳要靠原有证书核验，不能移除。请保留原有证书，将新证书添加在后面。',
    en: 'The stamps that this authority gave are checked by its present certificates, so they stay. Keep them and add the new ones behind.',
  },
  certificates_private: {
    zh: '所填内容含有私钥，未予保存。请只粘贴证书（-----BEGIN CERTIFICATE----- 部分），并提醒机构私钥可能已泄露。',
    en: 'The text holds a private key and was not saved. Paste certificates only (BEGIN CERTIFICATE), and tell the authority that its key may have leaked.',
  },
  certificates_unreadable: {
    zh: '没有读到有效证书。请粘贴机构提供的 PEM 证书，以 -----BEGIN CERTIFICATE----- 开头，可连续多份。',
    en: 'No certificate could be read. Paste the authority’s PEM certificates, each beginning with -----BEGIN CERTIFICATE-----.',
  },
  certificates_without_root: {
    zh: '所填证书中没有根证书（自签名的 CA 证书），他人将无法独立核验时间戳。请一并粘贴机构的根证书。',
    en: 'None of the certificates is a root (a self-signed CA), so nobody could check the stamps independently. Paste the authority’s root certificate too.',
  },
  changed_meanwhile: {
    zh: '在您编辑期间，他人已修改此内容。请核对最新内容后再决定采用哪一份。',
    en: 'Somebody else changed this while you were editing. Compare with the newest version, then choose.',
  },
  credit_code_taken: {
    zh: '统一社会信用代码“{code}”已登记在名录中的另一单位。请核对代码，或使用已有单位。',
    en: 'Another organisation of the directory already has the credit code “{code}”. Check the code, or use that one.',
  },
  credit_code_wrong: {
    zh: '统一社会信用代码“{code}”校验不通过，请核对后重新填写。',
    en: 'The unified social credit code “{code}” fails its check digit. Check it and enter it again.',
  },
  database_away: {
    zh: '数据库暂时无法连接，本次操作未保存。请稍后重试。',
    en: 'The database cannot be reached; this act was not saved. Try again shortly.',
  },
  database_cannot_start: {
    zh: '数据库无法启动：{cause}。请检查磁盘空间和目录权限。',
    en: 'The database cannot start: {cause}. Check disk space and folder permissions.',
  },
  database_in_use: {
    zh: '数据目录{dir}正由另一个运行中的程序（进程{pid}）使用。请先停止它，或另设数据目录（HUMI_DATA）。',
    en: 'The data folder {dir} is in use by a running process ({pid}). Stop that one first, or set another folder (HUMI_DATA).',
  },
  demo_only: { zh: '此功能仅供演示系统使用。', en: 'This is only for the demonstration.' },
  demo_refused: {
    zh: '数据库中已有其他数据，演示不能在此运行。请另设数据目录（HUMI_DATA）。',
    en: 'The database holds other data, so the demonstration does not run here. Set another folder (HUMI_DATA).',
  },
  digest_missing: {
    zh: '该证据是文件内容，尚未记录摘要值，不能封存。请先“校验”，计算并记录摘要值后再封存。',
    en: 'This exhibit is content and has no digest yet, so it cannot be sealed. Check its digests first, then seal it.',
  },
  digest_not_of_file: {
    zh: '填写的摘要值与已上传的文件不一致。请重新选择同一个文件计算，或更换上传的文件。',
    en: 'The digest is not that of the attached file. Choose the same file again, or attach another one.',
  },
  deposit_away: {
    zh: '服务器一直没有应答，已暂停。已读取的内容记在{name}中，没有丢失；请稍后重新运行同一命令。',
    en: 'The server has not answered for too long. What was read is kept in {name}, nothing is lost: run the same command again later.',
  },
  deposit_file_changing: {
    zh: '“{name}”在读取过程中被修改，没有存证。请等写入结束后重新运行。',
    en: '“{name}” changed while it was read and was not deposited. Run the command again when nobody writes to it.',
  },
  deposit_file_empty: {
    zh: '“{name}”是空文件（0字节），没有内容可以证明，没有存证。如需证明它在文件夹中，请用 --manifest 为整个文件夹存证。',
    en: '“{name}” is empty (0 bytes): there is nothing to prove, so it was not deposited. To prove that it was in its folder, deposit the folder with --manifest.',
  },
  deposit_folder_empty: {
    zh: '文件夹“{name}”中没有可存证的文件。',
    en: 'The folder “{name}” holds no file to deposit.',
  },
  deposit_folder_missing: {
    zh: '没有文件夹“{name}”，或无权打开。请核对路径。',
    en: 'There is no folder “{name}”, or it may not be opened. Check the path.',
  },
  deposit_key_argument: {
    zh: '密钥不能写在命令行上：同一台机器上的其他人可以看到。请存入文件用 --key-file 指定，并注销这个密钥后重新签发。',
    en: 'A key must not stand on the command line, where others on this machine can read it. Put it in a file for --key-file, and revoke this key and issue another.',
  },
  deposit_key_file_open: {
    zh: '密钥文件“{name}”可被其他人读取。请运行 chmod 600 后重试。',
    en: 'Others can read the key file “{name}”. Run chmod 600 on it, then try again.',
  },
  deposit_key_missing: {
    zh: '没有密钥。请用 --key-file 指定密钥文件，或设置环境变量 HUMI_KEY。',
    en: 'There is no key. Name its file with --key-file, or set HUMI_KEY.',
  },
  deposit_key_wrong: {
    zh: '“{name}”中不是接口密钥。密钥以 humi_ 开头，请从“接口密钥”页面重新复制。',
    en: '“{name}” does not hold an access key. A key begins with humi_: copy it again from the page of access keys.',
  },
  deposit_lost: {
    zh: '服务器上没有“{name}”的这份存证（可能恢复了旧数据）。请重新运行命令，将再次存证。',
    en: 'The server no longer knows the deposit of “{name}” (its database may have been restored). Run the command again to deposit it anew.',
  },
  deposit_not_file: {
    zh: '“{name}”不是普通文件或文件夹，不能存证。',
    en: '“{name}” is neither a plain file nor a folder and cannot be deposited.',
  },
  deposit_proof_unwritable: {
    zh: '无法写入“{name}”。请检查文件夹权限和磁盘空间，再重新运行。',
    en: '“{name}” cannot be written. Check the rights of the folder and the space on the disk, then run the command again.',
  },
  deposit_server_away: {
    zh: '服务器{server}暂时没有应答，将自动重试。',
    en: 'The server {server} does not answer at present; it will be asked again.',
  },
  deposit_server_strange: {
    zh: '{server}不像是护秘系统（应答{status}）。请核对网址。',
    en: '{server} does not look like Humi (answer {status}). Check the address.',
  },
  deposit_server_wrong: {
    zh: '“{server}”不是网址。请写成 https://… 的形式。',
    en: '“{server}” is not an address. Write it as https://….',
  },
  deposit_state_damaged: {
    zh: '记录文件“{name}”已损坏，无法读取。请将其改名备查后重新运行；已存证的文件可能会再存证一次。',
    en: 'The state file “{name}” is damaged. Rename it and run again; files may then be deposited a second time.',
  },
  deposit_state_in_use: {
    zh: '记录文件“{name}”正由另一个存证命令（进程{pid}）使用。请等它结束，或用 --state 另设文件。',
    en: 'Another deposit command (process {pid}) is using the state file “{name}”. Wait for it, or name another file with --state.',
  },
  deposit_state_unwritable: {
    zh: '无法写入记录文件“{name}”。请检查权限和磁盘空间，或用 --state 另设文件。',
    en: 'The state file “{name}” cannot be written. Check its rights and the disk, or name another file with --state.',
  },
  deposit_stopped: {
    zh: '已停止，没有读完的文件下次继续。',
    en: 'Stopped; files that were not read come next time.',
  },
  deposit_unpublished: {
    zh: '存证已收到，但尚未公布，证明暂时无法取回。请稍后重新运行同一命令，记录在{name}中。',
    en: 'The deposits are received but not published yet, so proofs are missing. Run the same command again later; {name} remembers them.',
  },
  disk_full: {
    zh: '磁盘空间不足，本次操作未保存，已有数据不受影响。请联系系统管理员清理磁盘后重试。',
    en: 'The disk is full: this act was not saved, existing data is safe. Ask the administrator to free space, then try again.',
  },
  division_ended: {
    zh: '行政区划“{name}”已于{day}停用。请选择现行区划。',
    en: 'The division “{name}” ended on {day}. Choose one that is in force.',
  },
  division_in_use: {
    zh: '该区划下已有{organisations}个单位、{programmes}个工作方案，不能改挂上级。请将本区划设止期后另建新区划，原有业务保留在原区划。',
    en: 'This division already holds {organisations} organisations and {programmes} programmes, so it cannot move. End it on a day and add a new one; earlier work stays where it was.',
  },
  division_parent_wrong: {
    zh: '“{kind}”不能设在“{parent}”之下。请选择合适的上级区划。',
    en: 'A {kind} cannot stand below “{parent}”. Choose a fitting superior division.',
  },
  division_taken: {
    zh: '区划代码“{code}”已有（{name}）。请核对代码，或修改已有区划。',
    en: 'The division code “{code}” exists already ({name}). Check it, or edit the existing one.',
  },
  end_before_start: {
    zh: '结束日期早于开始日期，请核对“{field}”。',
    en: 'The end is before the start. Check “{field}”.',
  },
  extension_not_longer: {
    zh: '延期后的日期须晚于原定期限{due_on}，且不早于今天。',
    en: 'The new date must be after the present one ({due_on}) and not before today.',
  },
  file_binary: {
    zh: '“{name}”不是可以读取的文档：请使用 .docx、.pdf、.txt、.html、.md 或 .xlsx 文件。',
    en: '"{name}" is not a document that can be read: use a .docx, .pdf, .txt, .html, .md or .xlsx file.',
  },
  file_bomb: {
    zh: '“{name}”解压后异常庞大，可能是恶意文件，已停止读取：请向来源单位核实，另存为新的 .docx 再试。',
    en: '"{name}" unpacks to an abnormal size and may be malicious, so reading stopped: ask its sender, or save it as a new .docx.',
  },
  file_damaged: {
    zh: '“{name}”已损坏，无法读完：请重新下载，或用原来的软件打开后另存一份。',
    en: '"{name}" is damaged and cannot be read to the end: download it again, or open it in its own program and save a copy.',
  },
  file_directory: {
    zh: '“{name}”是文件夹，不是文件：请给出文件夹中的一个文件。',
    en: '"{name}" is a folder, not a file: name one file inside it.',
  },
  file_empty: {
    zh: '“{name}”里没有任何文字：请确认选对了文件，重新导出后再试。',
    en: '"{name}" holds no text: check that it is the right file, export it again and retry.',
  },
  file_encoding: {
    zh: '“{name}”的文字编码无法识别：请另存为 UTF-8 或 GB18030 编码。',
    en: '"{name}" has an unknown text encoding: save it as UTF-8 or GB18030.',
  },
  file_encrypted: {
    zh: '“{name}”有密码保护：请打开后去掉密码，另存一份再试。',
    en: '"{name}" is protected by a password: open it, remove the password, save a copy and try again.',
  },
  file_lost: {
    zh: '附件“{name}”的原文件在存储中缺失。请联系系统管理员从备份恢复，或请上传人重新上传。',
    en: 'The stored copy of “{name}” is missing. Ask the administrator to restore it from a backup, or its sender to attach it again.',
  },
  file_missing: {
    zh: '找不到文件“{name}”：请检查路径和文件名后重试。',
    en: 'There is no file "{name}": check the path and the name, then try again.',
  },
  file_old_word: {
    zh: '“{name}”是旧版格式（.doc、.wps、.xls、.rtf 等）：请用 Word 或 WPS 打开，另存为 .docx（表格存为 .xlsx）。',
    en: '"{name}" is in an old format (.doc, .wps, .xls, .rtf or the like): open it in Word or WPS and save it as .docx (a sheet as .xlsx).',
  },
  file_scanned: {
    zh: '“{name}”只有图片没有文字（扫描件）：请使用电子版原件，或先做文字识别（OCR）。',
    en: '"{name}" holds pictures without text (a scan): use the electronic original, or run text recognition (OCR) first.',
  },
  file_store_unavailable: {
    zh: '附件存储暂时无法使用，本次操作未保存。请稍后重试，或联系系统管理员。',
    en: 'The file store cannot be reached; this act was not saved. Try again later, or tell the administrator.',
  },
  file_too_large: {
    zh: '文件太大（上限 {limit}）：请删去图片和附件，或拆成几个文件。',
    en: 'The file is too large (limit {limit}): take out pictures and attachments, or split it.',
  },
  file_unreadable: {
    zh: '没有权限读取“{name}”，或磁盘出错：请取得读取权限，或复制到可读的位置后重试。',
    en: '"{name}" cannot be read for want of permission or because of a disk error: get permission or copy it elsewhere, then try again.',
  },
  group_empty: {
    zh: '“{name}”下没有可分派的单位。请先在单位名录中补充。',
    en: '“{name}” has no members yet. Add them to the directory first.',
  },
  import_ambiguous_no: {
    zh: '本方案有多项任务的序号为“{no}”。请填写“措施”或“任务编号”以区分。',
    en: 'Several tasks have the number “{no}”. Fill in 措施 or 任务编号 to tell them apart.',
  },
  import_cancelled: {
    zh: '该任务已撤销，不能修改。请先恢复办理，或将该行恢复原样。',
    en: 'This task has been cancelled. Reopen it first, or leave the row as it was.',
  },
  import_errors: {
    zh: '表格中有{count}处错误（首处在第{line}行“{column}”），未导入任何内容。请先预览并更正后重试。',
    en: 'The sheet has {count} mistakes (the first in row {line}, {column}); nothing was imported. Preview, correct, then try again.',
  },
  import_no_heading: {
    zh: '表格中没有“任务内容”一列。请先导出任务清单，在其格式上填写。',
    en: 'The sheet has no column 任务内容. Export the tasks first and fill in that sheet.',
  },
  import_no_text: {
    zh: '“任务内容”不能为空。',
    en: '任务内容 must not be empty.',
  },
  import_too_long: {
    zh: '内容过长，最多{limit}字。',
    en: 'Too long: at most {limit} characters.',
  },
  import_twice: {
    zh: '同一任务在表格中出现多次，请只保留一行。',
    en: 'The same task stands in several rows. Keep one.',
  },
  import_unit_done: {
    zh: '“{name}”已报告完成，不能从任务中去掉。如需调整，请先退回。',
    en: '“{name}” has reported its part done and cannot be taken off. Return the part first.',
  },
  import_unknown_task: {
    zh: '本方案中没有编号为“{id}”的任务。新增任务请将“任务编号”留空。',
    en: 'This programme has no task “{id}”. Leave 任务编号 empty for a new task.',
  },
  import_has_problems: {
    zh: '表格中有{count}行需要更正（首个在第{row}行），尚未导入任何内容。请更正后重新上传。',
    en: '{count} rows need correction (the first is row {row}); nothing was imported. Correct them and upload again.',
  },
  impossible_date: { zh: '“{field}”不是真实存在的日期，请核对。', en: '“{field}” is not a real date. Check it.' },
  import_taken: {
    zh: '表格中有单位的名称或统一社会信用代码，与名录中您看不到的单位相同，尚未导入任何内容。请核对后重试。',
    en: 'A name or credit code of the table belongs to an organisation that you do not see; nothing was imported. Check it and try again.',
  },
  invalid: {
    zh: '“{field}”填写有误，请核对后重新填写。',
    en: '“{field}” is not right ({rule}). Correct it and try again.',
  },
  invitation_ended: {
    zh: '该链接已失效：制发人已离任，或您已在其他单位任职。请联系安全管理员或现任企业保密管理员重新发送。',
    en: 'This link has ended: whoever made it no longer serves there, or you serve elsewhere too. Ask the security administrator or the present officer of the firm for a new one.',
  },
  invitation_expired: {
    zh: '邀请链接已过期。请联系安全管理员重新发送。',
    en: 'The invitation has expired. Ask the security administrator for a new one.',
  },
  invitation_unknown: {
    zh: '邀请链接无效。请核对链接是否完整，或联系安全管理员重新发送。',
    en: 'The invitation link is not valid. Check that it is complete, or ask the security administrator for a new one.',
  },
  invitation_used: {
    zh: '该邀请链接已使用过。请直接登录；忘记密码请联系安全管理员。',
    en: 'This invitation has been used. Sign in; if you forgot the password, ask the security administrator.',
  },
  kind_not_yours: {
    zh: '单位类别决定可以查看的范围，请由上级工作人员或系统管理员修改。',
    en: 'The kind of an organisation decides what it may see. Ask a superior officer or the system administrator to change it.',
  },
  key_and_session: {
    zh: '请求同时带有接口密钥和登录会话，无法判断由谁办理。程序请只带密钥，不要带浏览器的登录信息。',
    en: 'The request carries both an access key and a session, so nobody can say who acts. A program sends the key alone.',
  },
  key_name_taken: {
    zh: '本单位已有名为“{name}”的接口密钥。请换一个名称；如密钥文字没有保存下来，请先注销它再签发。',
    en: 'Your organisation already has an access key called “{name}”. Choose another name; if its text was lost, revoke it first.',
  },
  key_in_force: {
    zh: '该密钥仍在使用。请用 humi evidence rotate-key --stolen 更换，并写明最后可信的条数。',
    en: 'This key is in force. Change it with humi evidence rotate-key --stolen, naming the last size that you trust.',
  },
  key_not_permitted: {
    zh: '接口密钥只能用于存证和查询存证，不能办理此事；签发人也须仍有存证权限。请由本人登录办理。',
    en: 'An access key only deposits and reads evidence, while its issuer may; it cannot do this. Sign in instead.',
  },
  key_refused: {
    zh: '接口密钥无效：可能写错、已过期或已注销，也可能签发人已离岗或单位已停用。请核对密钥文件，或请本单位重新签发。',
    en: 'The access key does not work: mistyped, expired or revoked, or its issuer left the post, or the organisation closed. Check the key file, or have a new key issued.',
  },
  key_too_long: {
    zh: '接口密钥有效期最长{limit}天。请选择更早的日期。',
    en: 'An access key is valid for {limit} days at most. Choose an earlier day.',
  },
  key_too_short: {
    zh: '接口密钥的有效期须晚于今天。请重新选择日期。',
    en: 'The last day of an access key must be after today. Choose another day.',
  },
  key_used_otherwise: {
    zh: '该请求编号已用于另一操作。请刷新页面后重试。',
    en: 'This request key was used for something else. Reload the page and try again.',
  },
  log_busy: {
    zh: '登记簿正由另一程序发布，未能及时完成。请稍后重试。',
    en: 'Another process is publishing the register and did not finish in time. Try again shortly.',
  },
  log_key_missing: {
    zh: '登记簿的签名密钥文件缺失（{key}）。请从密钥备份恢复该文件，或执行 humi evidence rotate-key 更换密钥。',
    en: 'The file of the signing key {key} is missing. Restore it from its backup, or run humi evidence rotate-key.',
  },
  log_not_open: {
    zh: '登记簿尚未建立。请先启动一次系统。',
    en: 'There is no register yet. Start the server once.',
  },
  log_stopped: {
    zh: '数据库记载的存证少于已公开的存证，登记簿已停止发布。请系统管理员执行 humi evidence recover。',
    en: 'The database knows fewer deposits than were published, so the register is stopped. Ask the administrator to run humi evidence recover.',
  },
  login_taken: { zh: '登录名“{login}”已被使用，请换一个。', en: 'The login “{login}” is taken. Choose another.' },
  meeting_not_held: {
    zh: '会议定于{day}召开，尚未到期。请在召开后记录纪要，或先修改会议日期。',
    en: 'The meeting is on {day}, which has not come. Record the minutes after it, or change its date first.',
  },
  minutes_missing: {
    zh: '还没有纪要内容。请先记录纪要正文，或上传纪要文件。',
    en: 'There are no minutes yet. Write them or attach their file first.',
  },
  name_taken: {
    zh: '本地区已有名为“{name}”的单位。请使用已有单位，或改用全称区分。',
    en: 'This division already has an organisation called “{name}”. Use that one, or a fuller name.',
  },
  no_due_date: {
    zh: '该任务没有截止日期，无需申请延期。',
    en: 'This task has no due date, so no extension is needed.',
  },
  no_override: {
    zh: '该目标没有人工核定值，无需撤回。',
    en: 'This target has no value set by hand, so there is nothing to take back.',
  },
  no_post: {
    zh: '您目前没有任职岗位，不能办理业务。请联系安全管理员。',
    en: 'You hold no post at present. Ask the security administrator.',
  },
  no_authority: {
    zh: '尚未配置时间戳机构，目前仅有本机时钟，无法申请时间戳。请系统管理员在“系统设置—时间戳机构”中新增后再申请。',
    en: 'No time authority is set up: there is only our own clock. Ask the system administrator to add one under Settings, Time authorities, then request again.',
  },
  not_custody_kind: {
    zh: '仅市场监管、公安、检察、法院和领导小组办公室可以保管电子证据。请交由上述单位登记。',
    en: 'Only market regulation, police, procuratorate, court and the leading group office keep evidence. Ask one of them.',
  },
  not_found: {
    zh: '没有找到相应内容，可能已被撤销，或不在您的权限范围内。',
    en: 'Not found: it may have been withdrawn, or it is outside what you may see.',
  },
  not_keeper: {
    zh: '该证据现不在贵单位保管，只能查看保管记录。请联系现保管单位办理。',
    en: 'This exhibit is not in the custody of your organisation now; you may read its record. Ask its present keeper.',
  },
  not_lead_office: { zh: '仅牵头办公室可以办理此事。', en: 'Only the lead office of this programme may do this.' },
  not_permitted: {
    zh: '您的岗位没有此项权限。如确需办理，请联系安全管理员。',
    en: 'Your post does not permit this. If you need it, ask the security administrator.',
  },
  not_published: {
    zh: '该存证已接收，尚未公布，暂不能下载证明。一般两秒内公布，请稍后再试；长时间未公布请看“存证登记运行情况”。',
    en: 'The deposit is received but not yet published, so there is no proof to download. It usually takes two seconds; if it takes long, look at the register’s monitor page.',
  },
  not_receiver: {
    zh: '该证据未移交给贵单位，应由接收单位确认接收。',
    en: 'This exhibit was not handed over to your organisation. The organisation that it was sent to confirms it.',
  },
  not_signed_in: { zh: '请先登录。', en: 'Please sign in.' },
  not_your_part: { zh: '该任务未分派给贵单位。', en: 'This task is not assigned to your organisation.' },
  nothing_recognised: {
    zh: '没有可实施的内容。请至少保留一项措施、任务或目标。',
    en: 'There is nothing to adopt. Keep at least one measure, task or target.',
  },
  organisation_in_use: {
    zh: '该单位已有{posts}个任职岗位、{programmes}个工作方案，不能改变所属区划。请停用后另建单位。',
    en: 'This organisation holds {posts} posts and {programmes} programmes, so it cannot move to another division. Close it and add a new one.',
  },
  organisation_keeps: {
    zh: '该单位仍保管或待接收{exhibits}件电子证据，不能停用。请先办理移交、接收或发还。',
    en: 'This organisation still keeps, or is to receive, {exhibits} exhibits, so it is not closed. Hand them over, receive them or give them back first.',
  },
  organisation_leads: {
    zh: '该单位牵头的{running}个工作方案仍在实施，不能停用。请先结束这些工作方案。',
    en: 'This organisation still leads {running} running programmes. Close those first.',
  },
  outside_region: {
    zh: '“{place}”不在您负责的地区范围内，不能在此新增或修改单位。请联系当地或上级工作人员办理。',
    en: '“{place}” is outside the region that you look after. Ask its own or a superior officer to do this.',
  },
  outcome_unknown: {
    zh: '保存时连接中断，无法确认是否已保存。请刷新页面核对后再决定是否重试。',
    en: 'The connection was lost while saving, so it may or may not be saved. Reload and look before you try again.',
  },
  password_weak: {
    zh: '密码至少{length}位，且不能是常见密码或与登录名相同。',
    en: 'The password needs at least {length} characters and must not be common or equal to the login.',
  },
  password_wrong: { zh: '登录名或密码不正确，请核对。', en: 'The login or the password is wrong.' },
  person_left: { zh: '该人员已离任。', en: 'This person has left.' },
  proofs_missing: {
    zh: '文件夹“{name}”中没有证明文件（.humi-proof）。请确认文件夹是否正确。',
    en: 'The folder "{name}" holds no proof (.humi-proof). See that it is the right one.',
  },
  range_wrong: {
    zh: '目标范围填写有误：选“区间”时上限须大于下限，其他方式不填上限。请核对后重新填写。',
    en: 'The range is not right: a range needs an upper end above its lower one, other aims have none. Correct it.',
  },
  reason_needed: { zh: '请填写理由。', en: 'Please give a reason.' },
  receiver_unfit: {
    zh: '不能移交给“{name}”。请选择本单位以外的市场监管、公安、检察、法院或领导小组办公室；其他接收人请填写名称。',
    en: 'It cannot be handed over to “{name}”. Choose another organisation of market regulation, police, procuratorate, court or the leading group office; write anybody else by name.',
  },
  recover_altered: {
    zh: '瓦片存储中第{from}条起的数据与检查点或数据库不符，未作任何改动。请先从备份恢复瓦片存储。',
    en: 'The tile store does not fit the checkpoint or the database from no. {from} on; nothing was changed. Restore the tile store from a backup first.',
  },
  recover_nothing: {
    zh: '数据库与已公开的登记簿一致，无需找回。',
    en: 'The database and the published register agree: there is nothing to recover.',
  },
  roles_conflict: {
    zh: '系统管理员、安全管理员和审计管理员须由不同的人担任，且不兼任业务岗位。',
    en: 'The three administrators must be different people and hold no business post.',
  },
  row_moves: {
    zh: '名录中该单位属于“{place}”，导入不改变所属区划。请核对代码，或在单位页面修改。',
    en: 'In the directory this organisation belongs to “{place}”; an import does not move it. Check the code, or edit it on its page.',
  },
  row_outside_region: {
    zh: '“{place}”不在您负责的地区范围内。',
    en: '“{place}” is outside the region that you look after.',
  },
  row_twice: {
    zh: '与第{earlier}行是同一单位，表内重复。',
    en: 'The same organisation as row {earlier} of this table.',
  },
  rule_day_past: {
    zh: '新值只能自今天（{today}）或以后生效，过去的规则不作改动。',
    en: 'A new value counts from today ({today}) or later; the past is not rewritten.',
  },
  rule_day_taken: {
    zh: '该规则自{day}起已有另一新值。请修改那一条，或选择更早的生效日期之前的日期。',
    en: 'Another value of this rule begins on {day}. Edit that one, or choose an earlier day.',
  },
  rule_ended: {
    zh: '该规则已于{day}失效，不能修改。请修改现行的一条。',
    en: 'This row ended on {day} and stays as it was. Edit the one that is in force.',
  },
  same_document: {
    zh: '该文件已上传，正在校正中。请打开已有的草稿继续。',
    en: 'This document has already been uploaded and is under review. Continue with the existing draft.',
  },
  second_person_same: {
    zh: '见证人与操作人不能是同一人。请填写另一名在场人员的姓名。',
    en: 'The second person is the operator. Name somebody else who was present.',
  },
  session_ended: { zh: '登录已失效，请重新登录。', en: 'Your session has ended. Sign in again.' },
  set_up_done: { zh: '系统已完成初始化。请直接登录。', en: 'The installation is already set up. Sign in.' },
  superior_wrong: {
    zh: '上级单位须在同一区划或上一级区划，且不能是本单位或其下属单位。请重新选择。',
    en: 'The superior must be in the same division or one above it, and neither this organisation nor one below it.',
  },
  table_head_missing: {
    zh: '表格前10行中没有找到“{head}”一列。请使用导出的表格作为模板，列的顺序不限。',
    en: 'No column “{head}” in the first ten rows. Use the exported table as a pattern; the order of columns is free.',
  },
  table_head_twice: { zh: '表格中有两列都是“{head}”。请只保留一列。', en: 'Two columns are both “{head}”. Keep one.' },
  split_part: {
    zh: '下达的分目标不能再次分解。请在原目标上调整分解。',
    en: 'A part that was handed down cannot be split again. Change the split of the whole target.',
  },
  split_twice: {
    zh: '同一地区或单位出现了两次。请合并后重新下达。',
    en: 'A region or unit stands twice among the parts. Put the two together and try again.',
  },
  tile_altered: {
    zh: '登记簿的数据文件{tile}已损坏或被改动，暂时无法出具证明。请联系系统管理员执行 humi evidence check。',
    en: 'The file {tile} of the register is damaged or altered, so no proof can be made of it now. Ask the administrator to run humi evidence check.',
  },
  tile_missing: {
    zh: '登记簿的数据文件{tile}缺失，暂时无法出具证明。请联系系统管理员执行 humi evidence check。',
    en: 'The file {tile} of the register is missing, so no proof can be made of it now. Ask the administrator to run humi evidence check.',
  },
  time_ended_certificate: {
    zh: '时间戳的签名证书当时不在有效期内，该时间戳未采用。请核对服务器时钟，并请时间戳机构更换证书。',
    en: 'The certificate behind the stamp was not valid at that time; the stamp was not kept. Check the server’s clock, and ask the authority for a valid certificate.',
  },
  time_no_answer: {
    zh: '无法连接时间戳机构（{cause}），将自动重试，已登记的内容不受影响。请核对网址和网络。',
    en: 'The time authority cannot be reached ({cause}). We keep trying and nothing is lost. Check its address and the network.',
  },
  time_refused: {
    zh: '时间戳机构不受理请求（{cause}），将自动重试。请向机构核对服务范围和支持的摘要算法（系统设置“时间戳所用摘要算法的位数”）。',
    en: 'The time authority refused the request ({cause}). We keep trying. Ask it about its service and the hashes that it takes (setting: bits of the hash of time stamps).',
  },
  time_unreadable: {
    zh: '该网址的答复不是时间戳。请核对网址是否为 RFC 3161 服务地址。',
    en: 'What answers at this address is not a time stamp. Check that the address is that of an RFC 3161 service.',
  },
  time_wrong_algorithm: {
    zh: '时间戳使用的算法（{algorithm}）无法核验，未采用。请时间戳机构改用 SHA-256、SM3 及 RSA、ECDSA 或 SM2。',
    en: 'The stamp uses an algorithm ({algorithm}) that cannot be checked; it was not kept. Ask the authority for SHA-256 or SM3 with RSA, ECDSA or SM2.',
  },
  time_wrong_certificate: {
    zh: '时间戳的签名证书不是由所填证书签发，或不得用于时间戳，该时间戳未采用。请核对机构证书；无法核实的，请停用该机构。',
    en: 'The stamp is signed by a certificate that the given ones do not vouch for, or that is not meant for time stamps; it was not kept. Check the authority’s certificates, or close the authority.',
  },
  time_wrong_imprint: {
    zh: '时间戳对应的不是所送内容，未采用。请联系时间戳机构；无法核实的，请停用该机构。',
    en: 'The stamp is about something else than what was sent; it was not kept. Ask the authority, or close it.',
  },
  time_wrong_nonce: {
    zh: '时间戳不是对本次请求的答复（随机数不符），可能是重放，未采用。请联系时间戳机构；无法核实的，请停用该机构。',
    en: 'The stamp does not answer this request (another nonce) and may be a replay; it was not kept. Ask the authority, or close it.',
  },
  time_wrong_signature: {
    zh: '时间戳的签名不正确，未采用。请联系时间戳机构；无法核实的，请停用该机构。',
    en: 'The signature of the stamp is wrong; it was not kept. Ask the authority, or close it.',
  },
  too_many: { zh: '操作过于频繁，请稍后再试。', en: 'Too many requests. Try again in a minute.' },
  too_many_rows: { zh: '一次最多处理{limit}条，请分批办理。', en: 'At most {limit} rows at a time. Split the work.' },
  totp_enrolled: {
    zh: '动态口令已启用。如需更换，请联系安全管理员重新发送邀请链接。',
    en: 'One-time codes are already on. To change the device, ask the security administrator for a new link.',
  },
  totp_enrolment_needed: {
    zh: '管理员须先启用动态口令，才能办理其他事项。',
    en: 'Administrators must turn on one-time codes before anything else.',
  },
  totp_needed: { zh: '请输入动态口令。', en: 'Enter the one-time code.' },
  totp_wrong: {
    zh: '动态口令不正确。请核对手机时间后重新输入。',
    en: 'The one-time code is wrong. Check the clock of your phone and try again.',
  },
  unknown_division: {
    zh: '没有名为“{place}”的现行行政区划，或有多处同名。请改填区划代码。',
    en: 'No division in force is called “{place}”, or several are. Give its code instead.',
  },
  unknown_kind: {
    zh: '“{kind}”不是已有的单位类型。请参照导出表格中的写法。',
    en: '“{kind}” is not a kind of organisation. See the exported table for the words.',
  },
  unknown_login: { zh: '没有登录名为“{login}”的人员，请核对。', en: 'Nobody has the login “{login}”. Check it.' },
  unknown_measure: {
    zh: '本方案中没有措施“{name}”，请核对名称。',
    en: 'This programme has no measure “{name}”. Check the name.',
  },
  unknown_phase: {
    zh: '本方案中没有阶段“{name}”，请核对名称。',
    en: 'This programme has no phase “{name}”. Check the name.',
  },
  unknown_rule: {
    zh: '系统设置中缺少“{key}”，请联系系统管理员补充。',
    en: 'The setting “{key}” is missing. Ask the system administrator to add it.',
  },
  unknown_metric: {
    zh: '指标目录中没有“{key}”。请从统计指标目录中选择，或留空。',
    en: 'The catalogue of metrics has no “{key}”. Choose one from the catalogue, or leave it empty.',
  },
  unknown_unit: {
    zh: '名录中没有“{name}”。请先新增该单位，或改选已有单位。',
    en: 'The directory has no “{name}”. Add it first, or choose another.',
  },
  witness_cannot_listen: {
    zh: '无法在{host}:{port}上提供服务（{cause}）。请换一个地址或端口（--listen），或先停止占用它的程序。',
    en: 'Cannot listen on {host}:{port} ({cause}). Choose another address or port (--listen), or stop the program that uses it.',
  },
  witness_in_use: {
    zh: '目录{dir}正由另一个见证程序（进程{pid}）使用。请先停止它，或另设目录（--data）。',
    en: 'The folder {dir} is in use by another witness program (process {pid}). Stop that one first, or choose another folder (--data).',
  },
  witness_key_damaged: {
    zh: '目录{dir}中的密钥文件不完整或互不相符。请从备份恢复 witness.key 和 witness.vkey。',
    en: 'The key files in {dir} are incomplete or do not belong together. Restore witness.key and witness.vkey from a backup.',
  },
  witness_key_kind: {
    zh: '这是登记簿自己的公钥，不是见证方的公钥。请填写见证程序首次启动时显示的公钥。',
    en: 'This is a key of a log, not of a witness. Enter the key that the witness program printed when it first started.',
  },
  witness_key_wrong: {
    zh: '见证方公钥不完整或有误。请整行复制见证程序显示的公钥（名称+八位编号+编码）。',
    en: 'The witness key is incomplete or wrong. Copy the whole line that the witness program printed (name+8 digits+code).',
  },
  witness_log_key: {
    zh: '“{key}”不是登记簿的 Ed25519 公钥。请整行复制登记簿所在单位给出的公钥。',
    en: '“{key}” is not the Ed25519 key of a register. Copy the whole line that the bureau gave you.',
  },
  witness_name_needed: {
    zh: '首次启动须用 --name 给出见证方名称，如 court.example.cn/witness，不含空格和加号。',
    en: 'The first start needs --name, such as court.example.cn/witness, without spaces and plus signs.',
  },
  witness_name_other: {
    zh: '目录{dir}属于见证方“{name}”，名称不能更改。请去掉 --name，或另设目录（--data）。',
    en: 'The folder {dir} belongs to the witness “{name}”; a name cannot change. Leave --name out, or choose another folder (--data).',
  },
  witness_no_answer: {
    zh: '无法连接见证方（{cause}），将自动重试，存证照常进行。请核对网址，并请见证方确认程序在运行。',
    en: 'The witness cannot be reached ({cause}). We keep trying and deposits go on. Check the address and ask the witness whether its program runs.',
  },
  witness_refused: {
    zh: '见证方拒绝签字：登记簿（{size}条）与其此前见证的内容（{seen}条）不一致。请保留现场，核对是否恢复了较早的备份或存储被改动。',
    en: 'The witness refuses to sign: the register ({size} entries) does not continue what it saw before ({seen} entries). Keep things as they are, and check whether an older backup was restored or the store altered.',
  },
  witness_state_lost: {
    zh: '目录{dir}中的 state.json 缺失或损坏，无法得知此前签过什么，程序不予启动。请恢复原文件；确已丢失的，请另设目录，以新名称和新密钥重新登记。',
    en: 'state.json in {dir} is missing or damaged, so what was signed before is unknown and the program does not start. Restore the file; if it is lost, begin in another folder with a new name and a new key.',
  },
  witness_taken: {
    zh: '该见证方公钥已登记（{name}）。请核对，或沿用已有的一条。',
    en: 'This witness key is registered already ({name}). Check it, or use that one.',
  },
  witness_unknown_log: {
    zh: '见证方尚未收录本登记簿。请把本登记簿的公钥交给见证方，由其以 --log 参数重新启动。',
    en: 'The witness does not know this register. Hand it the register’s key, with which it restarts its program (--log).',
  },
  witness_unreadable: {
    zh: '该网址的答复不是见证签名（{cause}）。请核对网址是否为见证程序的地址。',
    en: 'What answers at this address is no co-signature ({cause}). Check that the address is that of a witness program.',
  },
  witness_wrong_clock: {
    zh: '见证签名所记时间与本系统时钟相差超过一个月，未采用。请与见证方核对双方的时钟。',
    en: 'The time of the co-signature is more than a month from our clock; it was not kept. Compare both clocks with the witness.',
  },
  witness_wrong_signature: {
    zh: '见证签名与登记的公钥不符，未采用。请核对见证方公钥。',
    en: 'The co-signature does not fit the registered key; it was not kept. Check the key of the witness.',
  },
  wrong_state: {
    zh: '当前状态不能办理此事，请刷新页面查看最新状态。',
    en: 'This cannot be done in the present state. Reload to see the newest state.',
  },
};

/** The sentence for a reason; unknown reasons still say something true. */
export function sentenceFor(
  reason: string,
  detail: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  const sentence = sentences[reason] ?? { zh: '未能办理：{reason}。', en: 'Refused: {reason}.' };
  const facts: Record<string, string | number> = { reason, ...unnamed[language], ...detail };
  return sentence[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}

/** Where a refusal does not know the name of the file or thing. */
const unnamed: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { name: '所选文件' },
  en: { name: 'the chosen file' },
};

export const isKnownReason = (reason: string): boolean => Object.hasOwn(sentences, reason);
