/**
 * Options by which the PDF library reads Chinese fonts that are not embedded (encoding GBK-EUC-H or UniGB-UCS2-H).
 * It wants Adobe's tables from code to glyph and from glyph to Unicode. We read text and draw nothing, so a glyph
 * number may be anything: we let it be the Unicode value, made from the decoder every Node has.
 */
export function chineseCodeMaps() {
  return { cMapUrl: 'made-here/', cMapPacked: false, useWorkerFetch: false, BinaryDataFactory: makeFactory };
}

/** The library calls this with `new`; a function that returns its object will do. */
function makeFactory() {
  let ours = false;
  return {
    fetch: async ({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> => {
      if (kind !== 'cMapUrl') throw new Error(`not needed for text: ${filename}`);
      const map = codeMap(filename);
      ours ||= map !== null;
      // Glyph numbers of a file that does not use our code tables are Adobe's own, which we cannot translate.
      if (filename === 'Adobe-GB1-UCS2' && ours) return encode(UNICODE_TO_UNICODE);
      if (map === null) throw new Error(`unknown code map ${filename}`);
      return encode(map);
    },
  };
}

const SPACE_OF_TWO_BYTES = '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n';
const UNICODE_TO_UNICODE = `${SPACE_OF_TWO_BYTES}1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange\n`;

function codeMap(name: string): string | null {
  if (/^UniGB-(UCS2|UTF16)-[HV]$/.test(name)) {
    return `${SPACE_OF_TWO_BYTES}1 begincidrange\n<0000> <ffff> 0\nendcidrange\n`;
  }
  return /^(GBK-EUC|GBKp-EUC|GBK2K|GB-EUC|GBpc-EUC)-[HV]$/.test(name) ? gbkMap() : null;
}

function gbkMap(): string {
  const decoder = new TextDecoder('gbk');
  const rows: string[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (sign.length === 1 && sign !== '\ufffd')
        rows.push(`<${lead.toString(16)}${trail.toString(16)}> ${sign.charCodeAt(0)}`);
    }
  }
  const spaces = '2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n';
  return `${spaces}1 begincidrange\n<20> <7e> 32\nendcidrange\n${rows.length} begincidchar\n${rows.join('\n')}\nendcidchar\n`;
}

function encode(body: string): Uint8Array {
  return new TextEncoder().encode(`begincmap\n${body}endcmap\n`);
}
