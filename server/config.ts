import { join } from 'node:path';

export type Config = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly behindProxy: boolean;
  /** The evidence register: folder of its signing keys, and its name where one was chosen. */
  readonly log: { readonly keysDir: string; readonly origin: string | null };
  readonly files:
    | { kind: 'disk'; dir: string }
    | { kind: 's3'; endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string };
};

const repository = join(import.meta.dirname, '..');

/** Settings from the environment; docs/operating.md lists them. Nothing here has a secret default. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dataDir = env['HUMI_DATA'] ?? join(repository, 'data');
  const port = Number(env['HUMI_PORT'] ?? 8080);
  const host = env['HUMI_HOST'] ?? '127.0.0.1';
  return {
    dataDir,
    databaseUrl: env['DATABASE_URL'] ?? null,
    host,
    port,
    publicUrl: env['HUMI_URL'] ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    behindProxy: env.HUMI_PROXY === 'on',
    log: { keysDir: env['HUMI_LOG_KEYS'] ?? join(dataDir, 'log-keys'), origin: env['HUMI_LOG_ORIGIN'] ?? null },
    files: fileStore(env, dataDir),
  };
}

function fileStore(env: NodeJS.ProcessEnv, dataDir: string): Config['files'] {
  const bucket = env['HUMI_S3_BUCKET'];
  if (!bucket) return { kind: 'disk', dir: join(dataDir, 'files') };
  return {
    kind: 's3',
    bucket,
    endpoint: env['HUMI_S3_ENDPOINT'] ?? '',
    region: env['HUMI_S3_REGION'] ?? 'us-east-1',
    accessKeyId: env['HUMI_S3_KEY'] ?? '',
    secretAccessKey: env['HUMI_S3_SECRET'] ?? '',
  };
}
