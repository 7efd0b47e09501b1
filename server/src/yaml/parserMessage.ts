import { phrase, translated, type Phrase } from '../base/l10n';

/** What the parser says of broken text, in its own words, which are what translations are looked up by; `{0}`: what it fills in. */
const MESSAGES: readonly Phrase[] = [
  phrase`A block sequence may not be used as an implicit map key`,
  phrase`A node can have at most one anchor`,
  phrase`A node can have at most one tag`,
  phrase`Alias cannot be an empty string`,
  phrase`All mapping items must start at the same column`,
  phrase`All sequence items must start at the same column`,
  phrase`An alias node must not specify any properties`,
  phrase`Anchor cannot be an empty string`,
  phrase`Anchors and tags must be after the {0} indicator`,
  phrase`Block collection cannot start on same line with directives-end marker`,
  phrase`Block collections are not allowed within flow collections`,
  phrase`Block scalar header includes extra characters: {0}`,
  phrase`Block scalar lines must not be less indented than their {0}`,
  phrase`Block scalar values in collections must be indented`,
  phrase`Block scalars with more-indented leading empty lines must use an explicit indentation indicator`,
  phrase`Comments must be separated from other tokens by white space characters`,
  phrase`Could not resolve tag: {0}`,
  phrase`Expected a mapping for this tag`,
  phrase`Expected a sequence for this tag`,
  phrase`Implicit keys need to be on a single line`,
  phrase`Implicit map keys need to be followed by map values`,
  phrase`Invalid escape sequence {0}`,
  phrase`Missing , between {0} items`,
  phrase`Missing , or : between {0} items`,
  phrase`Missing closing "quote`,
  phrase`Missing closing 'quote`,
  phrase`Missing directives-end indicator line`,
  phrase`Missing directives-end/doc-start indicator line`,
  phrase`Missing newline after block sequence props`,
  phrase`Missing space after : in {0}`,
  phrase`Nested mappings are not allowed in compact mappings`,
  phrase`Not a valid tag: {0}`,
  phrase`Not a YAML token: {0}`,
  phrase`Plain value cannot start with {0}`,
  phrase`Sequence item without - indicator`,
  phrase`Tabs are not allowed as indentation`,
  phrase`Tags and anchors must be separated from the next token by white space`,
  phrase`The : indicator must be at most 1024 chars after the start of an implicit block mapping key`,
  phrase`The {0} tag has no suffix`,
  phrase`Unexpected block-seq-ind on same line with key`,
  phrase`Unexpected doc-end without preceding document`,
  phrase`Unexpected empty item in {0}`,
  phrase`Unexpected {0} at node end`,
  // The first that fits counts.
  phrase`Unexpected {0} token in YAML document`,
  phrase`Unexpected {0} token in YAML stream`,
  phrase`Unexpected {0} token`,
  phrase`Unexpected {0} in {1}`,
  phrase`Unresolved tag: {0}`,
  phrase`Unsupported YAML version {0}`,
  phrase`Verbatim tags aren't resolved, so {0} is invalid`,
  phrase`Verbatim tags must end with a >`,
  phrase`%TAG directive should contain exactly two parts`,
  phrase`%YAML directive should contain exactly one part`,
  phrase`{0} in block collection must be sufficiently indented and end with a {1}`,
  phrase`{0} must end with a {1}`,
];

/** What it fills in, where that is no part of the text and no name of a token. */
const FILLED: readonly Phrase[] = [
  phrase`Flow map`,
  phrase`Flow sequence`,
  phrase`a tab character`,
  phrase`block scalar indicator {0}`,
  phrase`collection`,
  phrase`directive indicator character %`,
  phrase`explicit indentation indicator`,
  phrase`first line`,
  phrase`flow indicator character ,`,
  phrase`flow map`,
  phrase`flow sequence`,
  phrase`reserved character {0}`,
];

/** A message of the parser in the language of whoever reads it; as it is where it says something that no table knows. */
export function parserMessage(message: string): string {
  return inLanguage(message, MESSAGES, (value) => inLanguage(value, FILLED, (text) => text));
}

function inLanguage(text: string, table: readonly Phrase[], fill: (value: string) => string): string {
  for (const { english } of table) {
    const values = pattern(english).exec(text);
    if (values) return translated(english).replace(/\{(\d)\}/g, (_, index) => fill(values[Number(index) + 1] ?? ''));
  }
  return text;
}

const patterns = new Map<string, RegExp>();

function pattern(english: string): RegExp {
  let made = patterns.get(english);
  if (!made) {
    const source = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    patterns.set(english, (made = new RegExp(`^${source.join('(.*)')}$`)));
  }
  return made;
}
