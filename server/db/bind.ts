import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type pg from 'pg';
import type { DB } from '#server/db/schema.gen.ts';

/**
 * A Kysely handle on one connection whose transaction the door has already begun. It cannot begin another.
 * `nameOf` names the statements whose plans the connection keeps.
 */
export function bindKysely(client: pg.PoolClient, nameOf: (text: string) => string | undefined): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery(compiled) {
      const name = nameOf(compiled.sql);
      const query = { text: compiled.sql, values: [...compiled.parameters] };
      const result = await client.query(name === undefined ? query : { name, ...query });
      const changed = result.command === 'SELECT' ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) };
      return { rows: result.rows, ...changed };
    },
    streamQuery() {
      throw new Error('streaming is not offered inside the door');
    },
  };
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => onlyThis(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

const nothing = async (): Promise<void> => undefined;

const refuseTransaction = async (): Promise<void> => {
  throw new Error('the door has already begun the transaction');
};

const onlyThis = (connection: DatabaseConnection): Driver => ({
  init: nothing,
  acquireConnection: async () => connection,
  beginTransaction: refuseTransaction,
  commitTransaction: refuseTransaction,
  rollbackTransaction: refuseTransaction,
  releaseConnection: nothing,
  destroy: nothing,
});
