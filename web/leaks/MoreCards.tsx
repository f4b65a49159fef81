import { Button } from 'antd';
import { useState } from 'react';
import { InstantText } from '../ui/DayText.tsx';
import { sizeText } from '../ui/sizeText.ts';
import { type Leak, useSay } from './leaks.ts';

/** Packages that were made of this incident, by digest: what was handed over can be shown later. */
export function PackagesCard({ leak }: { leak: Leak }) {
  const say = useSay();
  if (leak.packages.length === 0) return null;
  return (
    <section className="card" aria-label={say('packages')}>
      <h2>{say('packages')}</h2>
      <ul className="plain-list leak-lines">
        {leak.packages.map((one) => (
          <li key={one.id}>
            <InstantText at={one.made_at} />{' '}
            {say('packages_row', { items: one.items, size: sizeText(one.size), name: one.made_by_name ?? '' })}
            <div>
              <code title="SHA-256">{one.sha256.slice(0, 16)}…</code>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Props = { leak: Leak; nameOf: (person: string) => string; onOpen: ((version: number) => void) | null };

export function VersionsCard({ leak, nameOf, onOpen }: Props) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const shown = all ? leak.versions : leak.versions.slice(0, 5);
  return (
    <section className="card no-print" aria-label={say('versions')}>
      <h2>{say('versions')}</h2>
      <ul className="plain-list leak-lines">
        {shown.map(({ version, by, at, sha256 }) => (
          <li key={version}>
            {onOpen ? (
              <Button
                type="link"
                size="small"
                aria-label={say('version_open', { version })}
                onClick={() => onOpen(version)}
              >
                {say('version_no', { version })}
              </Button>
            ) : (
              say('version_no', { version })
            )}{' '}
            {nameOf(by)} <InstantText at={at} /> <code title="SHA-256">{sha256.slice(0, 12)}…</code>
          </li>
        ))}
      </ul>
      {leak.versions.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {`${say('versions')} (${leak.versions.length})`}
        </Button>
      )}
    </section>
  );
}
