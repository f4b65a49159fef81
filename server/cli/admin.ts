import { onDatabase } from '#server/cli/connected.ts';
import { resetLink, setUpLink } from '#server/cli/links.ts';

/** `humi admin invite [LOGIN]`: the set-up link of a new installation, or a new link for a person. The server may run. */
export async function adminInvite(login: string | undefined): Promise<number> {
  const link = await onDatabase((database, { publicUrl }) => {
    const options = { publicUrl, now: new Date() };
    return login === undefined ? setUpLink(database, options) : resetLink(database, login, options);
  });
  process.stdout.write(
    link === null
      ? '系统已完成初始化。如需重置某人密码：humi admin invite 登录名\nAlready set up. For a person: humi admin invite LOGIN\n'
      : `${link}\n`,
  );
  return 0;
}
