import type { PublicKey } from '#server/evidence/kit/keys.ts';

/** A proof of the kit that the text shows every step with. */
export type Example = {
  /** `proofs/12-report.submit.humi-proof` */
  readonly path: string;
  /** The file in the proof that the entry commits to; null where only its owner has it. */
  readonly content: string | null;
  /** `file` and `data` as they lie in the proof, `certificates` as they lie in the kit. */
  readonly tokens: readonly { readonly file: string; readonly data: string; readonly certificates: string }[];
  /** Keys that signed its checkpoint. */
  readonly signers: readonly PublicKey[];
};

export type KitFacts = {
  readonly scope: 'organisation' | 'installation';
  readonly organisation: string | null;
  readonly issuer: string;
  readonly origin: string;
  readonly day: string;
  /** Entries of the register at the checkpoint of the kit, and of the kit itself. */
  readonly size: number;
  readonly hasPage: boolean;
  readonly hasRevocations: boolean;
  readonly keys: readonly PublicKey[];
  readonly example: Example | null;
};

/** README.txt: what lies in the kit and how to check it. Lines that begin with `$ ` are run by a test as they stand. */
export const readMe = (facts: KitFacts): string =>
  [heading(facts), contents(facts), withPage(facts), withNode(facts), withOpenssl(facts), withGo(facts), meaning()]
    .flat()
    .join('\n')
    .concat('\n');

const heading = ({ scope, organisation, issuer, origin, day, size }: KitFacts): string[] => [
  '护秘存证离场包 · Humi exit kit of evidence',
  '',
  scope === 'organisation'
    ? `单位 Organisation: ${organisation ?? '-'}`
    : '范围 Scope: 整个登记簿（不含任何单位的说明文字） the whole register, without any statement',
  `登记簿 Register: ${origin}（${issuer}）`,
  `制作日期 Made on: ${day}；登记簿共 ${size} 条 the register had ${size} entries`,
  '',
  '凭本包即可核验，不需要护秘系统、账号或者网络。以“$ ”开头的各行可以原样在本文件夹内依次执行（去掉“$ ”），',
  '适用于 Linux、macOS，以及 Windows 的 Git Bash 或 WSL。',
  'This kit is all that a check needs: no Humi, no account, no network. Lines that begin with "$ " can be run as they',
  'stand (without the "$ "), in this folder, in this order, on Linux, macOS, and Windows with Git Bash or WSL.',
  '',
];

const contents = ({ scope, hasPage, hasRevocations }: KitFacts): string[] => [
  '一、包内文件 What lies here',
  ...(scope === 'organisation'
    ? [
        '  index.csv        本单位全部存证的清单 every deposit of the organisation',
        '  proofs/          每条存证的证明文件（实为 zip） one proof a deposit; each is a zip',
      ]
    : []),
  '  log/             检查点和瓦片（C2SP tlog-tiles） checkpoint and tiles',
  '  trust.json       信任清单：核验时相信谁 whom a check believes',
  '  keys/            公钥：.vkey 供 C2SP 工具，.pem 供 openssl public keys for C2SP tools and for openssl',
  '  certificates/    时间戳机构的证书 certificates of the time authorities',
  '  witnesses.txt    见证方 the witnesses',
  ...(hasRevocations
    ? ['  revocations.txt  已作废的密钥，由现行密钥签名 revoked keys, signed by the keys in force']
    : []),
  ...(hasPage ? ['  humi-verify.html 单页核验程序 the checker, one page'] : []),
  '  check.mjs        第二个核验程序，依规范独立写成 a second checker, written from the specifications alone',
  '  inclusion.sh     只用 openssl 的核验脚本 a script that needs openssl only',
  '',
  '  problems.txt     仅在有内容未能读取时：哪些、为什么 only when something could not be read: what, and why',
  '',
  '  请先核对密钥：本包的公钥是制作方自己的说法，请向见证方等第三方索取公钥，与 keys/ 逐字比较。',
  '  First make sure of the keys: those in this kit are its maker’s word. Ask a third party, such as a witness, and',
  '  compare letter by letter.',
  '',
];

const withPage = ({ hasPage, scope }: KitFacts): string[] =>
  hasPage && scope === 'organisation'
    ? [
        '二、用网页核验（最简单） With the page (simplest)',
        '  用浏览器打开 humi-verify.html，断网也可以；拖入 proofs/ 内的证明文件和原件。',
        '  Open humi-verify.html in a browser, also without a network; drop a proof from proofs/ and the original.',
        '',
      ]
    : [];

const withNode = ({ scope, example, hasRevocations }: KitFacts): string[] => [
  '三、用 Node.js（18 或以上）核验 With Node.js (18 or later)',
  ...(example ? ['$ node check.mjs proofs proofs --trust trust.json'] : []),
  ...(example ? [`$ node check.mjs proof ${example.path} --trust trust.json`] : []),
  ...(example ? ['  有原件时加 With the original add: --original <原件 original>'] : []),
  `$ node check.mjs log log --trust trust.json${scope === 'organisation' ? ' --part' : ''}`,
  '  另有早先取得的检查点时加 With an older checkpoint from elsewhere add: --older <checkpoint>',
  '  它会指出登记簿是否被改写或者缩短。 It tells whether the register was rewritten or cut.',
  ...(hasRevocations
    ? ['  已作废的密钥名单 The list of revoked keys:', '$ node check.mjs note revocations.txt --trust trust.json']
    : []),
  '',
];

const withOpenssl = (facts: KitFacts): string[] => {
  const { example } = facts;
  if (!example) return [];
  return [
    '四、只用 openssl（3.0 或以上）逐步核验 Step by step with openssl (3.0 or later) alone',
    `$ unzip -o -q ${example.path} -d example`,
    '',
    ...commitments(example),
    '（2）该条目在登记簿内 The entry is in the register',
    '$ sh inclusion.sh example/entry.bin example/proof.tlog-proof',
    '',
    '（3）检查点由登记簿和见证方签名 The checkpoint is signed by the register and by witnesses',
    ...example.signers.flatMap((key) => signature(key)),
    '',
    ...stamps(example),
  ];
};

function commitments({ content }: Example): string[] {
  const what = content === null ? '<原件 original>' : `example/${content}`;
  const run = content === null ? '  ' : '$ ';
  const one = (digest: string, end: string): string[] => [
    `${run}{ printf 'humi-content/1\\n'; cat example/salt.bin; openssl dgst -${digest} -binary ${what}; } | openssl dgst -${digest} -binary > ${digest}.bin`,
    `${run}tail -c ${end} | cmp - ${digest}.bin && echo ${digest} OK`,
  ];
  return [
    '（1）内容就是当时存证的内容：两个承诺值都能打开 The content is what was deposited: both commitments open',
    ...one('sha256', '64 example/entry.bin | head -c 32'),
    ...one('sm3', '32 example/entry.bin'),
    '',
  ];
}

/** A signature line of a note holds the id of the key, so the first letters of its base64 tell it from the others. */
function signature({ name, vkey }: PublicKey): string[] {
  const [signer = '', id = ''] = vkey.split('+');
  const start = Buffer.from(id, 'hex').subarray(0, 3).toString('base64');
  const line = `grep -F -- '— ${signer} ${start}' example/proof.tlog-proof`;
  const take = `$ ${line} | sed 's/.* //' | openssl base64 -d -A | tail -c +5`;
  const check = `$ openssl pkeyutl -verify -pubin -inkey keys/${name}.pem -rawin`;
  if (name.startsWith('log-sm2')) return signatureOfSm2(name, { take, check });
  if (name.startsWith('witness')) return cosignature(name, { take, check });
  return [`${take} > ${name}.sig`, `${check} -in example/checkpoint.txt -sigfile ${name}.sig`];
}

type Commands = { take: string; check: string };

/** The note has r and s one after the other; openssl wants them as DER. */
const signatureOfSm2 = (name: string, { take, check }: Commands): string[] => [
  `${take} > ${name}.raw`,
  `$ r=$(head -c 32 ${name}.raw | od -An -v -tx1 | tr -d ' \\n')`,
  `$ s=$(tail -c 32 ${name}.raw | od -An -v -tx1 | tr -d ' \\n')`,
  `$ printf 'asn1=SEQUENCE:sig\\n[sig]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "$r" "$s" > ${name}.cnf`,
  `$ openssl asn1parse -genconf ${name}.cnf -noout -out ${name}.sig`,
  `${check} -digest sm3 -pkeyopt distid:1234567812345678 -in example/checkpoint.txt -sigfile ${name}.sig`,
];

/** C2SP tlog-cosignature: eight bytes of time, then the signature over that time and the checkpoint. */
const cosignature = (name: string, { take, check }: Commands): string[] => [
  `${take} > ${name}.raw`,
  `$ at=$(head -c 8 ${name}.raw | od -An -v -tx1 | tr -d ' \\n')`,
  `$ { printf 'cosignature/v1\\ntime %d\\n' "0x$at"; cat example/checkpoint.txt; } > ${name}.txt`,
  `$ tail -c 64 ${name}.raw > ${name}.sig`,
  `${check} -in ${name}.txt -sigfile ${name}.sig`,
  `$ printf '${name}: %d seconds since 1970\\n' "0x$at"`,
];

const stamps = ({ tokens }: Example): string[] =>
  tokens.length === 0
    ? [
        '（4）本例没有时间戳，时间只有登记簿和见证方的说法 This example has no time stamp: own clock and witnesses only',
        '',
      ]
    : [
        '（4）时间戳机构证明当时已经存在 The time authority says that it existed by then',
        ...tokens.flatMap(({ file, data, certificates }) => [
          `$ openssl ts -verify -in example/${file} -data example/${data} -CAfile ${certificates}`,
          `$ openssl ts -reply -in example/${file} -text 2>/dev/null | grep 'Time stamp'`,
        ]),
        '  机构证书已过期时加 -attime <秒>，取证书有效期内的时刻；续期的时间戳见 tokens/tokens.json。',
        '  When the certificate has expired, add -attime <seconds> within its term; tokens/tokens.json names renewals.',
        '',
      ];

const withGo = ({ scope, keys, example }: KitFacts): string[] => {
  const key = keys.find(({ name }) => name.startsWith('log-ed25519'))?.name ?? 'log-ed25519-…';
  return [
    '五、用公开的 C2SP 工具核验（Go） With public C2SP tools (Go)',
    '  以下命令引自各工具自己的说明，制作本包时未执行。 Quoted from the documentation of the tools, not run by us.',
    ...(example
      ? [
          '  github.com/transparency-dev/incubator, cmd/tlog-verify（在其源码目录内 in its source folder）:',
          `  go run ./cmd/tlog-verify --log-key "$(cat <kit>/keys/${key}.vkey)" --leaf-file <kit>/example/entry.bin <kit>/example/proof.tlog-proof`,
        ]
      : []),
    ...(scope === 'installation'
      ? [
          '  github.com/transparency-dev/tessera, cmd/fsck（核验整个登记簿 the whole register）:',
          `  go run github.com/transparency-dev/tessera/cmd/fsck@main --storage_url=file://<kit>/log/ --public_key=<kit>/keys/${key}.vkey`,
        ]
      : []),
    '  程序库 Libraries: golang.org/x/mod/sumdb/note, golang.org/x/mod/sumdb/tlog, github.com/transparency-dev/formats',
    '  格式 Formats: c2sp.org/tlog-proof, c2sp.org/tlog-checkpoint, c2sp.org/tlog-tiles, c2sp.org/tlog-cosignature',
    '',
  ];
};

const meaning = (): string[] => [
  '六、证明什么，不证明什么 What is proven and what is not',
  '  证明：内容在检查点形成时已经存在，此后未被改动、未被删除。',
  '  不证明：谁是权利人、内容是否属实、是否构成商业秘密、是谁操作的。',
  '  Proven: the content existed when the checkpoint was made, and was neither changed nor removed since.',
  '  Not proven: who owns it, whether it is true, whether it is a trade secret, who sat at the keyboard.',
];
