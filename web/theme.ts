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

/** Ant Design would mix these with grey from colours as dark as ours. */
const pales = {
  colorPrimaryBg: '#e3f0f0',
  colorPrimaryBgHover: '#d3e7e8',
  colorPrimaryBorder: '#9cc5c7',
  colorPrimaryBorderHover: '#6ba9ac',
  colorPrimaryHover: '#1b757d',
  colorPrimaryActive: '#0b4a50',
  colorPrimaryTextHover: '#1b757d',
  colorPrimaryTextActive: '#0b4a50',
  colorLinkHover: '#0b4a50',
  colorLinkActive: '#0b4a50',
  colorInfoBg: '#e3f0f0',
  colorInfoBorder: '#9cc5c7',
  colorSuccessBg: '#e4f3ea',
  colorSuccessBorder: '#a3d3b8',
  colorWarningBg: '#fdf2dc',
  colorWarningBorder: '#e5c98e',
  colorErrorBg: '#fbe9e7',
  colorErrorBgHover: '#f7d9d6',
  colorErrorBorder: '#e9aca6',
  colorErrorHover: '#c73f36',
  colorErrorActive: '#8f1d17',
} as const;

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
    ...pales,
    colorTextBase: colours.ink,
    colorTextSecondary: colours.soft,
    colorTextTertiary: colours.plain,
    colorTextDescription: colours.plain,
    colorTextPlaceholder: '#66777d',
    colorBgLayout: colours.paper,
    colorBorder: '#b9c6c9',
    colorBorderSecondary: colours.line,
    // Set in style.css by the language of the page.
    fontFamily: 'var(--fonts)',
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
