/** What the evidence register noticed that somebody must look at: what happened, and what to do. {name} is filled from the alarm's data. */
export type AlarmSentence = { readonly zh: string; readonly en: string };

export const alarms = {
  authority_down: {
    zh: '时间戳机构“{name}”已超过1小时没有给出时间戳。存证照常进行，登记的内容恢复后自动补加时间戳；请查看“系统设置—时间戳机构”中的原因。',
    en: 'The time authority “{name}” has given no stamp for more than an hour. Deposits go on and are stamped when it answers again; see the cause under Settings, Time authorities.',
  },
  authority_wrong: {
    zh: '时间戳机构“{name}”给出的时间戳核验不通过，未予采用。请核对其证书和网址；无法核实的，请停用该机构。',
    en: 'The time authority “{name}” gave a stamp that does not verify; it was not kept. Check its certificates and address, or close it.',
  },
  clock_back: {
    zh: '服务器时钟倒退，早于已签发检查点的时间{latest}。登记照常进行；请核对服务器时间并开启自动对时，时钟恢复后本告警自动解除。',
    en: 'The clock of the server went back behind {latest}, when a checkpoint was signed. Deposits go on. Check the time and its synchronisation; this ends by itself when the clock is right.',
  },
  disk_full: {
    zh: '磁盘空间不足，存证暂停发布；已接收的存证不会丢失。请清理磁盘，空间恢复后自动继续。',
    en: 'The disk is full, so publishing pauses; nothing received is lost. Free space and it goes on by itself.',
  },
  key_missing: {
    zh: '登记簿的签名密钥文件缺失（{key}），存证照常接收但暂停发布。请从密钥备份恢复该文件；确已丢失的，执行 humi evidence rotate-key 更换密钥。',
    en: 'The file of the signing key {key} is missing: deposits are received, publishing pauses. Restore the file from its backup; if it is lost, run humi evidence rotate-key.',
  },
  log_foreign: {
    zh: '瓦片存储中是另一登记簿（{origin}）的数据，已暂停发布，未改动任何内容。请核对文件存储的设置。',
    en: 'The tile store holds another register ({origin}); publishing pauses and nothing was changed. Check the settings of the file store.',
  },
  log_shrunk: {
    zh: '数据库记载的存证（{database}条）少于已公开的存证（{published}条），或与之不一致，可能恢复了较早的备份。登记簿已停止发布，存证照常接收。请执行 humi evidence recover 找回次序。',
    en: 'The database knows fewer deposits ({database}) than were published ({published}), or other ones: it may come from an older backup. Publishing is stopped, deposits are received. Run humi evidence recover.',
  },
  record_changed: {
    zh: '{about}的办理记录与当日存证不符：有记录被改动、删除或者事后补入。请保留现场，由审计管理员凭该日的存证证明和备份查明经过。',
    en: 'The record of acts of {about} is no longer what was deposited: something was changed, removed or slipped in. Keep things as they are; the audit administrator finds out more with that day’s proof and the backups.',
  },
  renewal_missing: {
    zh: '有{count}个时间戳的证书最早将于{day}到期，尚无机构可以续加。请新增证书有效期更长的时间戳机构，或请现有机构更换证书。',
    en: '{count} time stamps have certificates that end from {day} on, and no authority can renew them. Add an authority whose certificate lasts longer, or ask the present one for a new certificate.',
  },
  order_missing: {
    zh: '数据库中第{from}条起的存证次序缺失或损坏，已暂停发布。请从备份恢复数据库后执行 humi evidence recover。',
    en: 'The order of the deposits from no. {from} is missing or damaged in the database; publishing pauses. Restore the database from a backup, then run humi evidence recover.',
  },
  sequencer_failed: {
    zh: '存证发布出现错误（{cause}），系统正在自动重试，已接收的存证不会丢失。持续不恢复请联系技术支持。',
    en: 'Publishing met an error ({cause}) and is tried again; nothing received is lost. If it lasts, ask for support.',
  },
  store_unavailable: {
    zh: '文件存储无法使用（{cause}），存证暂停发布；已接收的存证不会丢失，恢复后自动继续。',
    en: 'The file store cannot be used ({cause}), so publishing pauses; nothing received is lost, and it goes on by itself.',
  },
  tile_altered: {
    zh: '登记簿的数据文件（{tile}）与已签发的检查点不符，可能被改动。请保留现场，执行 humi evidence check 查明范围，从备份恢复该文件。',
    en: 'A file of the register ({tile}) does not fit the signed checkpoint and may have been altered. Keep things as they are, run humi evidence check to see how far it goes, and restore the file from a backup.',
  },
  tile_missing: {
    zh: '登记簿的数据文件（{tile}）缺失。请执行 humi evidence check 查明范围，从备份恢复该文件。',
    en: 'A file of the register ({tile}) is missing. Run humi evidence check to see how far it goes, and restore the file from a backup.',
  },
  witness_down: {
    zh: '见证方“{name}”已超过10分钟没有签字。存证照常进行；请查看“系统设置—见证方”中的原因，并联系见证方。',
    en: 'The witness “{name}” has not signed for more than ten minutes. Deposits go on; see the cause under Settings, Witnesses, and ask the witness.',
  },
  witness_refused: {
    zh: '见证方“{name}”拒绝签字：登记簿与其此前见证的内容不一致（送交{size}条，对方已签{seen}条）。可能恢复了较早的备份，或存储被改动。请保留现场，执行 humi evidence check 查明原因。',
    en: 'The witness “{name}” refuses to sign: the register ({size} entries) does not continue what it signed ({seen} entries). An older backup may have been restored, or the store altered. Keep things as they are and run humi evidence check.',
  },
  witnesses_too_few: {
    zh: '设置要求至少{needed}方见证，目前在正常签字的只有{have}方。请新增见证方或恢复已登记的见证方。',
    en: 'At least {needed} witnesses are required, but only {have} sign at present. Add witnesses, or get the registered ones to work again.',
  },
} as const satisfies Record<string, AlarmSentence>;

export type AlarmKind = keyof typeof alarms;

/** The sentence of an alarm; of a kind that this version does not know, the kind itself. */
export function alarmSentence(kind: string, data: Readonly<Record<string, unknown>>): AlarmSentence {
  const sentence: AlarmSentence = Object.hasOwn(alarms, kind)
    ? // Checked on the line above.
      alarms[kind as AlarmKind]
    : { zh: kind, en: kind };
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''));
  return { zh: fill(sentence.zh), en: fill(sentence.en) };
}
