import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (day: string | null) => void;
  min?: string;
  max?: string;
  disabled?: boolean;
  'aria-label'?: string;
};

/** A day as ISO text, for Form.Item: forms hold no date objects. */
export function DayInput({ value, onChange, min, max, ...rest }: Props) {
  return (
    <DatePicker
      {...rest}
      className="day-input"
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
    />
  );
}
