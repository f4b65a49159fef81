import type { Sentences } from '../sentence.ts';

/** Refusals of keys, of the firm's roll and of what is sealed. */
export const identitySentences: Sentences = {
  catalogue_unreadable: {
    zh: '您的目录无法读取，将逐条打开并重新生成。请勿关闭页面。',
    en: 'Your catalogue cannot be read. The records are opened one by one and it is made again; keep this page open.',
  },
  file_other: {
    zh: '打开的文件与记录中的不一致，可能被调换，未予采用。请联系企业保密管理员核查。',
    en: 'The file that came is not the one in the record; it may have been exchanged. It is not used. Tell your secrecy officer.',
  },
  identity_exists: {
    zh: '您在本企业已有密钥。忘记口令的，请先停用现有密钥，再生成新的。',
    en: 'You have a key in this firm already. If its passphrase is lost, retire it first and make a new one.',
  },
  identity_of_another: {
    zh: '服务器给出的密钥不属于您或本单位，未予使用。请联系企业保密管理员和系统管理员核查。',
    en: 'The key that the server sent belongs to somebody else or another firm and was not used. Tell your secrecy officer and the system administrator.',
  },
  identity_tampered: {
    zh: '您的密钥文件已损坏或被改动，未予使用。请用另一台设备重试；仍不成功请用恢复密钥恢复。',
    en: 'Your key file is damaged or was changed and is not used. Try another device; failing that, use the recovery key.',
  },
  not_on_roll: {
    zh: '有人员尚未列入本企业密钥名册，不能为其封存。请先由企业保密管理员核对指纹并准入。',
    en: 'Somebody chosen is not on the firm’s roll of keys, so nothing can be sealed for them. Let the secrecy officer compare fingerprints and admit them first.',
  },
  passkey_failed: {
    zh: '通行密钥未能使用。请改用口令；本设备或浏览器也可能不支持这项功能。',
    en: 'The passkey did not work. Use the passphrase; this device or browser may not support it.',
  },
  passphrase_common: {
    zh: '口令过于常见或有规律，容易被猜中。请改用系统生成的口令，或几个互不相关的词。',
    en: 'This passphrase is common or regular and easily guessed. Take the one that is offered, or several unrelated words.',
  },
  passphrase_personal: {
    zh: '口令中含有您的姓名、账号或单位名称，容易被猜中。请换一个。',
    en: 'This passphrase contains your name, your account or the firm’s name. Choose another.',
  },
  passphrase_short: {
    zh: '口令太短。请至少使用12个字符，或8个汉字。',
    en: 'This passphrase is too short. Use at least 12 characters, or 8 Chinese ones.',
  },
  passphrase_wrong: {
    zh: '口令不正确。请检查大小写和输入法后重试；确已忘记的，请用恢复密钥恢复。',
    en: 'Wrong passphrase. Check capitals and input method and try again; if it is lost, use the recovery key.',
  },
  pins_tampered: {
    zh: '服务器保存的名册核对记录不是您签名的，未予采用。请当面与同事核对指纹。',
    en: 'The note of the roll that the server keeps for you does not carry your signature. Compare fingerprints with colleagues in person.',
  },
  recipient_unreadable: {
    zh: '名册中的一个公钥无法使用，未封存任何内容。请企业保密管理员移出后重新准入。',
    en: 'A public key on the roll cannot be used; nothing was sealed. Let the secrecy officer remove it and admit it again.',
  },
  record_too_long: {
    zh: '内容过长，无法封存为一条记录。请把大段内容作为附件。',
    en: 'This is too long for one record. Attach long content as a file.',
  },
  recovery_mistyped: {
    zh: '恢复密钥输入有误。请逐组核对后重输，或扫描打印页上的二维码。',
    en: 'The recovery key is mistyped. Compare it group by group, or scan the code on the printed page.',
  },
  recovery_of_another: {
    zh: '这把恢复密钥不属于本企业现行名册。请核对打印页上的企业和日期。',
    en: 'This recovery key is not the one on the firm’s present roll. Check firm and date on the printed page.',
  },
  roll_badly_signed: {
    zh: '密钥名册第{seq}条的签名无效，名册未予采用。请停止录入秘密，并联系企业保密管理员。',
    en: 'Entry {seq} of the roll of keys is badly signed; the roll is not used. Stop entering secrets and tell your secrecy officer.',
  },
  roll_empty: {
    zh: '本企业尚未建立密钥名册。请企业保密管理员先建立名册并打印恢复密钥。',
    en: 'The firm has no roll of keys yet. Its secrecy officer founds it first and prints the recovery key.',
  },
  roll_exists: {
    zh: '本企业已建立密钥名册，不能重复建立。请由名册上的企业保密管理员准入。',
    en: 'The firm has a roll of keys already. Ask an officer on that roll to admit you.',
  },
  roll_forked: {
    zh: '密钥名册第{seq}条与前一条不衔接，未予采用。请刷新页面重试；仍不成功请联系企业保密管理员。',
    en: 'Entry {seq} of the roll of keys does not follow the one before and is not used. Reload; failing that, tell your secrecy officer.',
  },
  roll_key_taken: {
    zh: '密钥名册第{seq}条使用了他人的密钥，未予采用。请让该人员重新生成密钥。',
    en: 'Entry {seq} of the roll of keys uses a key that belongs to somebody else and is not used. Let the person make a new key.',
  },
  roll_last_officer: {
    zh: '名册上至少要有一名企业保密管理员。请先准入另一名管理员，再移出或调整这一名。',
    en: 'The roll needs at least one officer. Admit another officer before removing or changing this one.',
  },
  roll_not_founded: {
    zh: '密钥名册的第一条不是建立名册的记录，名册未予采用。请联系企业保密管理员。',
    en: 'The first entry of the roll of keys does not found it; the roll is not used. Tell your secrecy officer.',
  },
  roll_other_act: {
    zh: '签名的内容与所办事项不符，未予保存。请刷新页面后重新办理。',
    en: 'What was signed is not what was asked for; nothing was saved. Reload and do it again.',
  },
  roll_other_firm: {
    zh: '密钥名册第{seq}条属于另一家企业，未予采用。请联系系统管理员核查。',
    en: 'Entry {seq} of the roll of keys belongs to another firm and is not used. Tell the system administrator.',
  },
  roll_other_key: {
    zh: '签名的公钥与该人员现有的公钥不符，未予保存。请刷新页面，重新核对指纹。',
    en: 'The key that was signed is not the one this person has now; nothing was saved. Reload and compare fingerprints again.',
  },
  roll_other_root: {
    zh: '服务器给出的密钥名册与您此前核对过的不是同一份。请停止录入秘密，当面与同事核对指纹。',
    en: 'The server shows another roll of keys than the one you verified before. Stop entering secrets and compare fingerprints in person.',
  },
  roll_out_of_order: {
    zh: '密钥名册的顺序号不对（第{seq}条），未予采用。名册可能刚被他人更新，请刷新页面重试。',
    en: 'Entry {seq} of the roll of keys has the wrong number and is not used. Somebody may just have added one: reload and try again.',
  },
  roll_rewritten: {
    zh: '服务器改写了您此前核对过的密钥名册（第{seq}条）。请停止录入秘密，当面与同事核对指纹。',
    en: 'The server rewrote the roll of keys that you verified before (entry {seq}). Stop entering secrets and compare fingerprints in person.',
  },
  roll_shorter: {
    zh: '服务器给出的密钥名册比您此前核对过的短（现有{have}条，此前{seen}条）。请停止录入秘密，并联系企业保密管理员。',
    en: 'The server shows a shorter roll of keys ({have} entries) than the one you verified ({seen}). Stop entering secrets and tell your secrecy officer.',
  },
  roll_signer_may_not: {
    zh: '密钥名册第{seq}条的签名人不是名册上的企业保密管理员，未予采用。请由在册管理员办理。',
    en: 'Entry {seq} of the roll of keys is signed by somebody who is no officer on it and is not used. Let an officer on the roll do this.',
  },
  roll_unknown_person: {
    zh: '该人员不在密钥名册上，无需移出。请刷新页面查看。',
    en: 'This person is not on the roll of keys. Reload the page.',
  },
  roll_unreadable: {
    zh: '密钥名册第{seq}条无法读取，名册未予采用。请联系企业保密管理员和系统管理员核查。',
    en: 'Entry {seq} of the roll of keys cannot be read; the roll is not used. Tell your secrecy officer and the system administrator.',
  },
  roll_without_recovery: {
    zh: '建立名册必须同时登记恢复密钥，未予保存。请刷新页面后重新办理。',
    en: 'A roll is founded together with its recovery key; nothing was saved. Reload and do it again.',
  },
  sealed_badly_signed: {
    zh: '这条记录的签名无效，未予采用。请联系企业保密管理员核查。',
    en: 'The signature of this record is wrong; it is not used. Tell your secrecy officer.',
  },
  sealed_broken_chain: {
    zh: '这条记录与前一版本不衔接，可能有版本被替换，未予采用。请联系企业保密管理员核查。',
    en: 'This record does not follow its version before; one may have been replaced. It is not used. Tell your secrecy officer.',
  },
  sealed_not_for_me: {
    zh: '您不在这项内容的知悉范围内，您的密钥打不开它。确需知悉的，请联系定密责任人。',
    en: 'You are not on its need-to-know list, and your key does not open it. If you need it, ask the person responsible.',
  },
  sealed_older_version: {
    zh: '服务器给出的版本比应有的旧，未予采用。请刷新页面；仍如此请联系企业保密管理员。',
    en: 'The server sent an older version than there is; it is not used. Reload; failing that, tell your secrecy officer.',
  },
  sealed_other_firm: {
    zh: '服务器给出的是另一家企业的记录，未予采用。请联系系统管理员核查。',
    en: 'The server sent a record of another firm; it is not used. Tell the system administrator.',
  },
  sealed_other_subject: {
    zh: '服务器给出的是另一项内容，未予采用。请刷新页面；仍如此请联系企业保密管理员。',
    en: 'The server sent something else than what was asked for; it is not used. Reload; failing that, tell your secrecy officer.',
  },
  sealed_removed_signer: {
    zh: '签名人签署这条记录时已被移出密钥名册，未予采用。请联系企业保密管理员核查。',
    en: 'Whoever signed this record had been removed from the roll of keys by then; it is not used. Tell your secrecy officer.',
  },
  sealed_tampered: {
    zh: '密文已损坏或被改动，未予打开。请重新下载；仍如此请联系系统管理员从备份恢复。',
    en: 'What is sealed here is damaged or was changed and is not opened. Fetch it again; failing that, have it restored from a backup.',
  },
  sealed_too_many_readers: {
    zh: '能打开这条记录的密钥（{found}把）多于知悉范围（{allowed}人），未予采用。请联系企业保密管理员核查。',
    en: 'More keys ({found}) can open this record than its need-to-know list says ({allowed}); it is not used. Tell your secrecy officer.',
  },
  sealed_unknown_signer: {
    zh: '这条记录的签名人不在密钥名册上，未予采用。请联系企业保密管理员核查。',
    en: 'Whoever signed this record is not on the roll of keys; it is not used. Tell your secrecy officer.',
  },
  sealed_unreadable: {
    zh: '内容已打开，但格式不是本系统的记录，未予采用。请联系系统管理员核查。',
    en: 'This opened, but it is no record of this system; it is not used. Tell the system administrator.',
  },
  shares_mixed: {
    zh: '这些分片不是同一把恢复密钥的。请核对每张打印页上的批次字。',
    en: 'These shares are not of the same recovery key. Compare the batch words on the printed pages.',
  },
  shares_too_few: {
    zh: '分片不足：需要{threshold}片，现有{have}片。请再收集几片。',
    en: 'Too few shares: {threshold} are needed, {have} are here. Collect more.',
  },
  share_mistyped: {
    zh: '第{number}个分片输入有误。请逐组核对，并比对末尾的校验字。',
    en: 'Share {number} is mistyped. Compare it group by group, and its check word.',
  },
  share_twice: {
    zh: '同一分片输入了两次（第{number}片）。请换另一片。',
    en: 'Share {number} was given twice. Give another one.',
  },
};
