import type { Texts } from '../i18n/texts.ts';

/** Words of the page of what waits to be sent. */
export const outboxTexts = {
  title: ['待发送的记录', 'Waiting to be sent'],
  purpose: [
    '没有网络时填写的内容保存在本机，联网后按先后顺序自动发送。',
    'What you recorded without a network is kept in this browser and sent in order when the network is back.',
  ],
  total: ['共{{count}}条', '{{count}} in all'],
  empty: ['没有待发送的记录', 'Nothing waits to be sent'],
  empty_why: [
    '没有网络时填写的走访、评估等内容会列在这里。',
    'Visits and assessments recorded without a network are listed here.',
  ],
  home: ['返回首页', 'Back to the home page'],
  send_now: ['立即发送', 'Send now'],
  waiting: ['待发送', 'Waiting'],
  refused: ['未被受理', 'Refused'],
  queued_at: ['填写时间', 'Recorded'],
  correct: ['修改', 'Correct'],
  retry: ['重新发送', 'Send again'],
  discard: ['放弃', 'Discard'],
  discard_ask: ['确定放弃这条记录吗？', 'Discard this record?'],
  discard_why: ['内容只保存在本机，放弃后无法找回。', 'It exists in this browser only and cannot be brought back.'],
  others: [
    '本机另有{{count}}条记录由其他人员或以其他岗位填写，须由本人登录或切换岗位后发送。',
    '{{count}} more were recorded by other people or in another post; they go when that person signs in or switches post.',
  ],
} as const satisfies Texts;
