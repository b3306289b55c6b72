import { HclFault, plainString, tokensOf, type Token } from './tokens.ts';

/** A file, or what stands between the braces of a block. */
export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute {
  readonly name: string;
  /** Quoted in the syntax of Terraform 0.11. */
  readonly nameToken: Token;
  /** Without the newlines that end it. */
  readonly value: readonly Token[];
}

export interface Block {
  readonly type: string;
  readonly typeToken: Token;
  readonly labels: readonly string[];
  readonly open: Token;
  readonly close: Token;
  readonly body: Body;
}

/**
 * The blocks and attributes of a text, in the syntax of today or of Terraform 0.11.
 *
 * @throws HclFault where it is neither
 */
export function bodyOf(text: string): Body & { readonly tokens: readonly Token[] } {
  const tokens = tokensOf(text);
  const reader = new Reader(tokens, text.length);
  const body = reader.body();
  const left = reader.peek();
  if (left) throw new HclFault(`${left.text} stands where nothing was opened`, left.start);
  return { ...body, tokens };
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #at = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  /** Up to a closing brace, which is left, or to the end. */
  body(): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    for (let token = this.peek(); token && token.text !== '}'; token = this.peek()) {
      if (token.kind === 'newline' || token.text === ',') this.#at += 1;
      else {
        const item = this.#item();
        if ('value' in item) attributes.push(item);
        else blocks.push(item);
      }
    }
    return { attributes, blocks };
  }

  #item(): Attribute | Block {
    const head: Token[] = [];
    for (;;) {
      const token = this.#take();
      if (token.kind === 'name' || token.kind === 'string') head.push(token);
      else if (token.text === '=' && head[0] && head.length === 1) return this.#attribute(head[0]);
      else if (token.text === '{' && head.length > 0) return this.#block(head, token);
      else throw new HclFault(`${shown(token)} stands where a name, \`=\` or \`{\` belongs`, token.start);
    }
  }

  #attribute(nameToken: Token): Attribute {
    const value: Token[] = [];
    let depth = 0;
    for (let token = this.peek(); token; token = this.peek()) {
      if (depth === 0 && (token.kind === 'newline' || token.text === '}' || token.text === ',')) break;
      if (token.kind === 'mark' && /^[([{]$/.test(token.text)) depth += 1;
      if (token.kind === 'mark' && /^[)\]}]$/.test(token.text)) depth -= 1;
      value.push(this.#take());
    }
    if (depth > 0 || value.length === 0)
      throw new HclFault(`${nameOf(nameToken)} has no complete value`, nameToken.start);
    return { name: nameOf(nameToken), nameToken, value };
  }

  #block(head: readonly Token[], open: Token): Block {
    const [typeToken, ...labels] = head as [Token, ...Token[]];
    const body = this.body();
    const close = this.peek();
    if (!close) throw new HclFault(`the block ${nameOf(typeToken)} has no closing brace`, open.start);
    this.#at += 1;
    return { type: nameOf(typeToken), typeToken, labels: labels.map(nameOf), open, close, body };
  }

  #take(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new HclFault('the text ends in the middle of something', this.#length);
    this.#at += 1;
    return token;
  }
}

function nameOf(token: Token): string {
  return plainString(token) ?? token.text;
}

function shown({ kind, text }: Token): string {
  return kind === 'newline' ? 'the end of the line' : `\`${text.slice(0, 40)}\``;
}

/** The attribute of that name. */
export function attribute(body: Body, name: string): Attribute | undefined {
  return body.attributes.find((one) => one.name === name);
}

/** The value of an attribute that is one string without interpolation. */
export function stringAttribute(body: Body, name: string): string | undefined {
  const value = attribute(body, name)?.value ?? [];
  return value.length === 1 ? plainString(value[0]) : undefined;
}
