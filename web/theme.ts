import type { ThemeConfig } from 'antd';

/** The look of the product: deep teal on paper, ink for text. style.css holds the same colours as custom properties. */
export const colours = {
  ink: '#14282c',
  soft: '#4f6268',
  line: '#dbe3e4',
  paper: '#f3f6f6',
  primary: '#0f5f66',
  good: '#1f7a4d',
  warn: '#8f5a00',
  bad: '#b3261e',
  plain: '#5c6f75',
} as const;

export const fonts =
  '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,-apple-system,"Segoe UI",sans-serif';

/** Ant Design's tokens. `calm` turns motion off (prefers-reduced-motion), `touch` makes every control 44 px high. */
export const themeFor = ({ calm, touch }: { calm: boolean; touch: boolean }): ThemeConfig => ({
  hashed: false,
  token: {
    colorPrimary: colours.primary,
    colorLink: colours.primary,
    colorInfo: colours.primary,
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    colorError: colours.bad,
    colorTextBase: colours.ink,
    colorTextSecondary: colours.soft,
    colorTextTertiary: colours.plain,
    colorTextDescription: colours.plain,
    colorTextPlaceholder: '#66777d',
    colorBgLayout: colours.paper,
    colorBorder: '#b9c6c9',
    colorBorderSecondary: colours.line,
    fontFamily: fonts,
    fontSize: 14,
    borderRadius: 6,
    controlHeight: touch ? 44 : 34,
    motion: !calm,
    wireframe: false,
  },
  components: {
    Table: { headerBg: '#eef3f3', headerColor: colours.soft, cellPaddingBlockMD: 7, headerSplitColor: 'transparent' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 6px' },
  },
});
