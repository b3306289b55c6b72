/**
 * Commit messages are written by anyone who can push, and end in build lists, choice parameters, consoles and XML. What can make a
 * reader see something else than what is there goes: control characters, terminal sequences, marks that turn the direction of text
 * around, characters without a picture. What a language needs stays: joiners in emoji and in scripts that use them.
 *
 * Idempotent: clean text comes back as it is. Line breaks are kept as `\n`, all other blanks become one space.
 */
export function cleanText(text: string): string {
  let clean = text;
  // What one rule removes can bring together what another looks for. Texts that people write are clean after one pass.
  for (let pass = 0; pass < passes; pass += 1) {
    const cleaner = cleanOnce(clean);
    if (cleaner === clean) break;
    clean = cleaner;
  }
  return clean;
}

/** Enough for hostile texts; each pass but the last makes the text shorter or normalises it. */
const passes = 8;

function cleanOnce(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(terminalSequences, '')
    .replace(broken, '\ufffd')
    .replace(/[\u2028\u2029\u0085\v\f]/g, ' ')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(stackedMarks, '$1')
    .replace(strayJoiners, '')
    .replace(strayTags, '')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(blanks, ' ').trim())
    .join('\n');
}

/** Also the blanks that count as letters or symbols: Hangul fillers and the empty Braille pattern. */
const blanks = /[\s\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** CSI and OSC sequences as a whole; without the escape character the rest of them would stay as text. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const terminalSequences = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)/g;

/** Halves of surrogate pairs, which no encoding can carry, and noncharacters, which XML forbids. */
const broken = /[\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** All but the line break and the tab. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** Bidirectional marks, overrides and isolates; zero-width and interlinear characters, soft hyphens, language tags. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}]/gu;

/** No script puts more than a few marks on a letter; hundreds of them paint over the lines above and below. */
const stackedMarks = /(\p{M}{8})\p{M}+/gu;

/** Zero-width joiner and non-joiner, other than behind an emoji or a letter of a script that joins. */
const strayJoiners =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])[\u200c\u200d]+/gu;

/** Tag characters spell flags such as Scotland's behind a black flag, and hidden text anywhere else. */
const strayTags = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,8})[\u{e0020}-\u{e007f}]/gu;
