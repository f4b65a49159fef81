import { Alert, Button } from 'antd';
import { type SecretBody, type TextField, textFields } from '#domain/secrets/body.ts';
import type { Entry } from '../vault.ts';
import { useSay } from './words.ts';

type Props = { mine: SecretBody; theirs: Entry; onMine: () => void; onTheirs: () => void };

/** Two people edited the same version: what differs, side by side, and the choice. Compared here, never on the server. */
export function Conflict({ mine, theirs, onMine, onTheirs }: Props) {
  const say = useSay();
  const differing: TextField[] = textFields.filter((name) => mine[name] !== theirs.body[name]);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={say('conflict')}
      description={
        <>
          <p>{say('conflict_why')}</p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('conflict_field')}</th>
                <th scope="col">{say('conflict_mine')}</th>
                <th scope="col">{say('conflict_theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name}>
                  <th scope="row">{say(name)}</th>
                  <td>{mine[name]}</td>
                  <td>{theirs.body[name]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="row">
            <Button size="small" onClick={onMine}>
              {say('conflict_mine')}
            </Button>
            <Button size="small" onClick={onTheirs}>
              {say('conflict_theirs')}
            </Button>
          </div>
        </>
      }
    />
  );
}
