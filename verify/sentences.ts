import { type Detail, fill, type Words } from './words.ts';

/**
 * What a person reads after a check, one sentence a finding: what it means and what to do. {name} is filled from the
 * detail. The same table serves the page and the command.
 */
const sentences = {
  // The file itself.
  proof_empty: {
    zh: '这是一个空文件，不是证明文件。请重新取得扩展名为 .humi-proof 的证明文件。',
    en: 'This file is empty; it is not a proof. Get the proof file (.humi-proof) again.',
  },
  proof_not_one: {
    zh: '这不是护秘证明文件。请选择扩展名为 .humi-proof 的文件；如文件曾经邮件或网盘传送，请重新取得。',
    en: 'This is not a proof file of Humi. Choose the file that ends in .humi-proof; if it was sent by mail, get it again.',
  },
  proof_too_large: {
    zh: '文件超过证明文件的大小上限（5 MB），未打开。请确认选择的是证明文件，而不是原件。',
    en: 'The file is larger than any proof (5 MB) and was not opened. Choose the proof, not the original.',
  },
  proof_newer: {
    zh: '证明文件的格式（{format}）比本核验工具新。请从登记方下载新版核验页面后再核验。',
    en: 'The proof has a newer format ({format}) than this checker. Download the newer checking page from the register.',
  },
  proof_member_unknown: {
    zh: '证明文件被改动：其中多出了不属于证明的内容“{member}”。请重新取得证明文件。',
    en: 'The proof was altered: it holds “{member}”, which is no part of a proof. Get the proof file again.',
  },
  proof_member_missing: {
    zh: '证明文件被改动：缺少“{member}”。请重新取得证明文件。',
    en: 'The proof was altered: “{member}” is missing. Get the proof file again.',
  },
  proof_member_wrong: {
    zh: '证明文件被改动：“{member}”无法读取（{field}）。请重新取得证明文件。',
    en: 'The proof was altered: “{member}” cannot be read ({field}). Get the proof file again.',
  },
  trust_wrong: {
    zh: '信任清单“{member}”无法读取（{field}）。请从登记方重新取得信任清单。',
    en: 'The trust list “{member}” cannot be read ({field}). Get it from the register again.',
  },
  trust_newer: {
    zh: '信任清单的格式（{format}）比本核验工具新。请下载新版核验页面。',
    en: 'The trust list has a newer format ({format}) than this checker. Download the newer checking page.',
  },

  // Whole and in the register.
  origin_differs: {
    zh: '这份证明出自另一个登记系统（“{origin}”），手头的信任清单属于“{trusted}”，不能据以判断。请向出具方索取其信任清单。',
    en: 'This proof comes from another register (“{origin}”); the trust list at hand is for “{trusted}”. Ask the issuer for its trust list.',
  },
  trust_origin_differs: {
    zh: '证明文件被改动：“trust.json”属于另一个登记系统（“{trusted}”），与检查点（“{origin}”）不符。',
    en: 'The proof was altered: “trust.json” belongs to another register (“{trusted}”) than the checkpoint (“{origin}”).',
  },
  entry_wrong: {
    zh: '证明文件被改动：“entry.bin”不是登记条目。请重新取得证明文件。',
    en: 'The proof was altered: “entry.bin” is not an entry of the register. Get the proof file again.',
  },
  proof_wrong: {
    zh: '证明文件被改动：“proof.tlog-proof”的格式不符合规范。请重新取得证明文件。',
    en: 'The proof was altered: “proof.tlog-proof” does not have its standard form. Get the proof file again.',
  },
  included: {
    zh: '登记条目确在登记簿第{index}号，检查点覆盖前{size}条。',
    en: 'The entry stands in the register as no. {index}, under a checkpoint over the first {size} entries.',
  },
  not_included: {
    zh: '证明文件被改动：条目与检查点对不上，被改动的是{part}。请重新取得证明文件。',
    en: 'The proof was altered: the entry does not lead to the checkpoint; what changed is {part}. Get the proof file again.',
  },
  checkpoint_differs: {
    zh: '证明文件被改动：“checkpoint.txt”与“proof.tlog-proof”中的检查点不同。请重新取得证明文件。',
    en: 'The proof was altered: “checkpoint.txt” differs from the checkpoint in “proof.tlog-proof”. Get the proof file again.',
  },
  about_differs: {
    zh: '证明文件被改动：“about.json”所写的{field}与登记条目不符。请重新取得证明文件。',
    en: 'The proof was altered: the {field} in “about.json” differs from the entry. Get the proof file again.',
  },
  salt_differs: {
    zh: '证明文件被改动：“salt.bin”与登记条目对不上。请重新取得证明文件。',
    en: 'The proof was altered: “salt.bin” does not open the entry. Get the proof file again.',
  },
  salt_or_about_differs: {
    zh: '证明文件被改动：“salt.bin”或“about.json”中的单位编号与登记条目对不上。请重新取得证明文件。',
    en: 'The proof was altered: “salt.bin”, or the organisation in “about.json”, does not fit the entry. Get the proof file again.',
  },
  organisation_opened: {
    zh: '条目属于编号为{id}的单位（登记簿中只有每条不同的化名）。',
    en: 'The entry belongs to the organisation {id} (the register shows a pseudonym that differs in every entry).',
  },

  // Signatures.
  key_signed: {
    zh: '检查点由登记方密钥签名（{algorithm}，指纹{fingerprint}）。',
    en: 'The checkpoint is signed with the register’s key ({algorithm}, fingerprint {fingerprint}).',
  },
  key_signature_wrong: {
    zh: '证明文件被改动：检查点上“{name}”的签名与内容不符，被改动的是“proof.tlog-proof”。请重新取得证明文件。',
    en: 'The proof was altered: the signature of “{name}” does not fit the checkpoint in “proof.tlog-proof”. Get the proof file again.',
  },
  key_unknown: {
    zh: '签名密钥不在信任清单中：{keys}。请将指纹与登记方在监测页、存证证书上公布的指纹核对，或向其索取最新信任清单。',
    en: 'The signing key is not on the trust list: {keys}. Compare the fingerprint with the one on the register’s monitor page or a printed certificate, or ask for the newest trust list.',
  },
  key_from_proof: {
    zh: '未使用信任清单：签名密钥只有证明文件自己为证（指纹{fingerprint}）。请与登记方在监测页、存证证书上公布的指纹核对，或使用其信任清单重新核验。',
    en: 'No trust list was used: only the proof itself vouches for the signing key (fingerprint {fingerprint}). Compare it with the one on the register’s monitor page or a printed certificate, or check again with its trust list.',
  },
  key_out_of_range: {
    zh: '签名密钥（指纹{fingerprint}）只用于第{from}至{to}条的检查点，这份检查点有{size}条，签名不予采信。请向登记方核实。',
    en: 'The signing key (fingerprint {fingerprint}) was in use for checkpoints of {from} to {to} entries; this one has {size}, so it is not believed. Ask the register.',
  },
  key_revoked: {
    zh: '签名密钥（指纹{fingerprint}）已于{at}宣布作废（{reason}），只采信{effective}条及以前的检查点；这份检查点有{size}条，不予采信。',
    en: 'The signing key (fingerprint {fingerprint}) was revoked at {at} ({reason}); only checkpoints of up to {effective} entries are believed, and this one has {size}.',
  },
  key_revoked_no_outsider: {
    zh: '签名密钥（指纹{fingerprint}）已于{at}宣布作废（{reason}）；没有时间戳机构或见证方证明这份检查点在此之前已经存在，不予采信。请索取带有时间戳的证明。',
    en: 'The signing key (fingerprint {fingerprint}) was revoked at {at} ({reason}), and no time authority or witness vouches that this checkpoint existed before; it is not believed. Ask for a proof with a time stamp.',
  },
  key_revoked_before: {
    zh: '签名密钥（指纹{fingerprint}）后来于{at}宣布作废（{reason}）；“{by}”证明这份检查点在作废前已经存在（{size}条，不超过{effective}条），仍予采信。',
    en: 'The signing key (fingerprint {fingerprint}) was revoked later, at {at} ({reason}); “{by}” vouches that this checkpoint ({size} entries, at most {effective}) existed before, so it is still believed.',
  },
  witness_signed: {
    zh: '见证方“{name}”于{at}共同签署，确认登记簿只增不改。',
    en: 'The witness “{name}” co-signed at {at}: the register had only grown.',
  },
  witness_wrong: {
    zh: '证明文件被改动：见证方“{name}”的签名与检查点不符，被改动的是“proof.tlog-proof”。请重新取得证明文件。',
    en: 'The proof was altered: the co-signature of the witness “{name}” in “proof.tlog-proof” does not fit. Get the proof file again.',
  },
  witnesses_too_few: {
    zh: '信任清单要求至少{needed}个见证方共同签署，这份证明目前有{count}个：尚不能排除登记方向不同的人出示不同的登记簿。可稍后重新取得证明再核验。',
    en: 'The trust list asks for at least {needed} witnesses; {count} co-signed so far: that the register shows everybody the same is not assured yet. Get the proof again later.',
  },
  witnesses_none: {
    zh: '信任清单没有要求见证方，这份证明也没有见证方共同签署。',
    en: 'The trust list asks for no witness, and none co-signed.',
  },

  // Time.
  own_clock: {
    zh: '没有时间戳机构或见证方为时间作证：所称时间只有登记方自己的时钟为据。',
    en: 'No time authority and no witness vouches for the time: it rests on the register’s own clock alone.',
  },
  stamped: {
    zh: '时间戳机构“{authority}”证明：{subject}在{at}已经存在（“{file}”）。',
    en: 'The time authority “{authority}” attests that {subject} existed at {at} (“{file}”).',
  },
  stamp_expired: {
    zh: '时间戳机构“{authority}”的证书已于{expires}到期，到期前没有续期：时间戳（“{file}”）签发时有效，但现在不宜单独采信。可向登记方索取续期后的证明。',
    en: 'The certificate of “{authority}” expired at {expires} and the stamp (“{file}”) was not renewed before: it was valid when made, but should not be relied on alone now. Ask the register for a renewed proof.',
  },
  stamp_renewed: {
    zh: '时间戳机构“{authority}”的证书已于{expires}到期；到期前由“{by}”于{at}续期，时间戳（“{file}”）继续有效。',
    en: 'The certificate of “{authority}” expired at {expires}; before that, at {at}, “{by}” renewed the stamp (“{file}”), which holds.',
  },
  stamp_authority_unknown: {
    zh: '时间戳（“{file}”）的签发者“{signer}”不在信任清单中，不作为时间依据。如您另行认可该机构，请向登记方核实其证书。',
    en: 'The time stamp (“{file}”) comes from “{signer}”, which is not on the trust list; it does not count. If you believe that authority otherwise, ask the register about its certificate.',
  },
  stamp_wrong_certificate: {
    zh: '时间戳（“{file}”）的签发者“{signer}”所用证书不是时间戳专用证书，不作为时间依据。请登记方检查时间戳机构的设置。',
    en: 'The time stamp (“{file}”) was signed by “{signer}” with a certificate that is not for time stamps; it does not count. The register should check its time authority.',
  },
  stamp_not_valid_then: {
    zh: '时间戳（“{file}”）的签发时间{at}不在“{signer}”证书的有效期内，不作为时间依据。',
    en: 'The time stamp (“{file}”) was made at {at}, outside the validity of the certificate of “{signer}”; it does not count.',
  },
  stamp_not_supported: {
    zh: '时间戳（“{file}”）使用的算法{algorithm}本工具不能核验，不作为时间依据。可用支持该算法的工具另行核验。',
    en: 'The time stamp (“{file}”) uses {algorithm}, which this checker cannot verify; it does not count. Check it with a tool that knows the algorithm.',
  },
  stamp_altered: {
    zh: '证明文件被改动：时间戳“{file}”的内容与其签名不符。请重新取得证明文件。',
    en: 'The proof was altered: the time stamp “{file}” does not fit its own signature. Get the proof file again.',
  },
  stamp_of_another: {
    zh: '证明文件被改动：时间戳“{file}”不是为{subject}签发的。请重新取得证明文件。',
    en: 'The proof was altered: the time stamp “{file}” was not made for {subject}. Get the proof file again.',
  },
  stamp_unreadable: {
    zh: '证明文件被改动：“{file}”不是时间戳。请重新取得证明文件。',
    en: 'The proof was altered: “{file}” is not a time stamp. Get the proof file again.',
  },
  entry_later: {
    zh: '登记条目自称的时间{at}晚于“{by}”证明其已存在的时间{earliest}：登记方当时的时钟不准，请以后者为准。',
    en: 'The entry says {at}, later than {earliest}, when “{by}” attests that it existed: the register’s clock was wrong; the attested time counts.',
  },
  outsider_in_future: {
    zh: '“{by}”证明的时间{earliest}还没有到（本机时钟为{now}）：对方或者本机的时钟不准，请核对本机时钟后重新核验。',
    en: '{earliest}, attested by “{by}”, has not come yet (this computer says {now}): one of the two clocks is wrong. Check this computer’s clock and verify again.',
  },
  own_time_earlier: {
    zh: '登记方自己的时钟记为{at}；从那时到{earliest}之间，只有登记方自己的说法。',
    en: 'The register’s own clock said {at}; between then and {earliest} there is only its own word.',
  },
  own_time: {
    zh: '登记方自己的时钟记为{at}。',
    en: 'The register’s own clock said {at}.',
  },

  // Content.
  statement_committed: {
    zh: '存证说明（“{act}”）正是登记条目所承诺的内容，一字未改。',
    en: 'The statement (“{act}”) is exactly what the entry commits to.',
  },
  statement_differs: {
    zh: '证明文件被改动：“statement.json”不是登记条目所承诺的内容。请重新取得证明文件。',
    en: 'The proof was altered: “statement.json” is not what the entry commits to. Get the proof file again.',
  },
  statement_contradicts: {
    zh: '存证说明中的{field}与登记条目不一致：这份证明自相矛盾，不予采信。请向登记方核实。',
    en: 'The {field} in the statement differs from the entry: the proof contradicts itself and is not believed. Ask the register.',
  },
  manifest_committed: {
    zh: '清单列出{count}个文件，正是登记条目所承诺的内容。',
    en: 'The manifest of {count} files is exactly what the entry commits to.',
  },
  manifest_differs: {
    zh: '证明文件被改动：“manifest.txt”不是登记条目所承诺的内容。请重新取得证明文件。',
    en: 'The proof was altered: “manifest.txt” is not what the entry commits to. Get the proof file again.',
  },
  original_matches: {
    zh: '文件“{name}”正是登记条目所承诺的内容（SHA-256与SM3均一致）。',
    en: 'The file “{name}” is exactly what the entry commits to, by SHA-256 and by SM3.',
  },
  original_named: {
    zh: '文件“{name}”与登记内容中列出的“{listed}”一致（{digests}）。',
    en: 'The file “{name}” is the one listed as “{listed}” ({digests}).',
  },
  original_wrong: {
    zh: '文件“{name}”不是这份证明所指的文件：内容不同（改动一个字节也会如此）。证明文件本身不受影响，请换用原件再核验。',
    en: 'The file “{name}” is not the one that this proof is about: its content differs (one byte is enough). Try again with the original.',
  },
  original_missing: {
    zh: '未提供原件：只核验了登记本身，尚不能说明是哪一个文件。请把原件一并放入核验。',
    en: 'The original was not given: only the registration was checked, not which file it is about. Add the original.',
  },
  content_missing: {
    zh: '证明文件中没有登记内容（存证说明或清单），也未提供原件：只核验了登记本身。',
    en: 'The proof holds neither statement nor manifest and no original was given: only the registration was checked.',
  },
  content_empty: {
    zh: '所登记的是一个空文件（0 字节）：只能说明当时存有一个空文件。',
    en: 'What was registered is an empty file (0 bytes): it only shows that an empty file existed.',
  },
} as const satisfies Record<string, Words>;

export type SentenceKey = keyof typeof sentences;

/** Fills a sentence. */
export const say = (key: SentenceKey, detail: Detail = {}): Words => fill(sentences[key], detail);

export const isSentence = (key: string): key is SentenceKey => Object.hasOwn(sentences, key);

export const sentenceKeys = (): readonly string[] => Object.keys(sentences);
