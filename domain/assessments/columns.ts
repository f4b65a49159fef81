/** Chinese words of workbooks. */
export const profileWords = { micro: '精简（微型企业）', standard: '全项' } as const;

export const modeWords = { self: '企业自评', officer: '上门协助', sheet: '表格回收', link: '外部链接' } as const;
