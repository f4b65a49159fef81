/** Chinese words of workbooks: kinds and what the record says of itself. */
export const kindWords = {
  device: '设备',
  medium: '存储介质',
  files: '文件',
  mailbox: '邮箱、云端数据',
  image: '镜像副本',
  other: '其他',
} as const;

export const verdictWords = { complete: '完整', open: '待衔接', broken: '中断' } as const;
