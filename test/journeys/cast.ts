/** One invented person of the demonstration for each role, by login. */
export const cast = {
  'programme officer': 'linqing',
  leader: 'zhoumu',
  'unit officer': 'zhengyi',
  superior: 'lanjiang',
  'market regulation station': 'lukai',
  'station officer': 'kaizhan',
  'enterprise officer': 'hengxin',
  'owner of a small firm': 'yunwu',
  'employee of a firm': 'hengyan',
  'system administrator': 'xitong',
  'security administrator': 'anquan',
  'audit administrator': 'shenji',
} as const;

export type Role = keyof typeof cast;
