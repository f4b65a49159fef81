import { adminInvite } from '#server/cli/admin.ts';
import { evidence } from '#server/cli/evidence.ts';
import { refusalText } from '#server/cli/refusal.ts';
import { startDemonstration, startServer } from '#server/cli/start.ts';

const usage = `护秘 Humi

  humi start                        启动系统 / start the server
  humi demo                         启动演示 / start the demonstration
  humi plan read FILE [--json]      识别工作方案 / read a work plan
  humi verify PROOF [ORIGINAL …]    核验证明文件 / check a proof, without a server
  humi witness --name NAME --data DIR 运行见证程序 / run a witness of a register
  humi deposit FILE|FOLDER …        为文件存证，--watch 监视文件夹 / deposit files, watch a folder
  humi evidence check               核对存证登记簿 / check the evidence register
  humi evidence recover             从瓦片找回存证次序 / take the order back from the tiles
  humi evidence rotate-key [--stolen --effective-size N --reason TEXT] 更换签名密钥 / new signing keys
  humi evidence revoke-key --key VKEY --effective-size N --reason TEXT 注明旧密钥失窃 / a former key was stolen
  humi admin invite [LOGIN]         生成初始化链接或重置链接 / print a one-time link
`;

/** The `humi` command, except \`plan read\`, which bin/humi.mjs calls directly. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [first, second, third] = args;
  try {
    if (first === 'start' && second === undefined) return await startServer();
    if (first === 'demo' && second === undefined) return await startDemonstration();
    if (first === 'admin' && second === 'invite') return await adminInvite(third);
    const outcome = first === 'evidence' ? await evidence(second, args.slice(2)) : null;
    if (outcome !== null) return outcome;
  } catch (error) {
    const text = refusalText(error);
    if (text === null) throw error;
    process.stderr.write(text);
    return 2;
  }
  const asked = first === undefined || first === 'help' || first === '--help';
  (asked ? process.stdout : process.stderr).write(usage);
  return asked ? 0 : 64;
}
