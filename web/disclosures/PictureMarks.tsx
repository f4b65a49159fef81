import { Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { WordPicture } from '#seal/redact/docx.ts';
import { type Marked, toggled } from './choice.ts';
import { useSay } from './words.ts';

type Props = { pictures: readonly WordPicture[]; choice: Marked; onChange: (next: Marked) => void };

/** Pictures of a Word file: each stays, or its place stays empty. */
export function PictureMarks({ pictures, choice, onChange }: Props) {
  const say = useSay();
  return (
    <section aria-label={say('pictures')}>
      <h3>{say('pictures')}</h3>
      <ul className="plain-list disclosure-pictures">
        {pictures.map((picture) => (
          <li key={picture.path}>
            {picture.kept && <Picture bytes={picture.bytes} />}
            <Checkbox
              checked={choice.pictures.has(picture.path)}
              disabled={!picture.kept}
              onChange={() => onChange({ ...choice, pictures: toggled(choice.pictures, picture.path) })}
            >
              {say('picture_out')}
            </Checkbox>
            {!picture.kept && <p className="muted">{say('picture_bad')}</p>}
            {picture.cropped && <p className="muted">{say('picture_cropped')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Bytes of a picture in the page, without an address outside of it. */
export function Picture({ bytes, label = '' }: { bytes: Uint8Array; label?: string }) {
  const address = useAddress(bytes);
  return address ? <img src={address} alt={label} /> : null;
}

export function useAddress(bytes: Uint8Array | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) return setAddress(null);
    const made = URL.createObjectURL(new Blob([bytes.slice()]));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
}
