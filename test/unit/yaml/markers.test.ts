import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findConflictMarkers, isTemplated } from '../../../server/src/yaml/markers';

describe('isTemplated', () => {
  const templates = {
    'a value': 'name: {{ .Values.name }}',
    'a value behind text': 'image: registry/app:{{ .Values.tag }}',
    'an item': '  - {{ . }}',
    'an action of its own line': '{{- if .Values.enabled }}',
    'the end of a block': 'a: 1\n  {{- end }}\n',
    'a comment of the template': '{{/* nothing */}}',
    'a variable': '{{ $x := 1 }}',
    'a key': '{{ .key }}: 1',
    'a value of a list of maps': '- - name: {{ x }}',
    'behind a block of text': 'a: |\n  {{ fine }}\nb: {{ not }}\n',
    'text that is included below a key': 'labels:\n  {{- include "labels" . | nindent 4 }}',
  };
  for (const [what, text] of Object.entries(templates))
    it(`is true of ${what}`, () => assert.ok(isTemplated(`x: 1\n${text}`)));

  const ordinary = {
    'single quotes': "args: ['{{inputs.parameters.x}}']",
    'double quotes': 'value: "{{workflow.name}}"',
    'quotes inside a plain value': 'run: echo "{{x}}"',
    'a block of text': 'script: |\n  echo {{ x }}\n  {{- if y }}\n',
    'a folded block with an indentation sign': 'script: >2-\n    {{ x }}\n',
    'a block of text in a list': 'args:\n  - |\n    {{ x }}\n',
    'a tagged and anchored block': 'a: &b !!str |\n  {{ x }}\n',
    'a comment': '# {{ .Values.name }}\na: 1 # {{ x }}',
    'empty flow maps': 'a: {b: {c: {}}}',
    nothing: 'a: 1',
  };
  for (const [what, text] of Object.entries(ordinary))
    it(`is false of ${what}`, () => assert.ok(!isTemplated(`x: 1\n${text}`)));

  it('takes a moment on the longest lines', () => {
    const start = performance.now();
    for (const part of [': a', '- ', '{{ ', ': |', ': &a ', '{{}', " '", ' #', '\t:'])
      isTemplated(`${part.repeat(1_000_000)}\nb: "{{"`);
    assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
  });
});

describe('findConflictMarkers', () => {
  const found = (text: string) => findConflictMarkers(text).map(({ start, end }) => text.slice(start, end));

  it('finds where each conflict begins', () => {
    assert.deepEqual(found('<<<<<<< a\n=======\n>>>>>>> b\nx\n<<<<<<< c\r\n=======\r\n>>>>>>> d\r\n'), [
      '<<<<<<< a',
      '<<<<<<< c',
    ]);
  });

  it('finds none in texts that only look alike', () => {
    for (const text of [
      '=======\n',
      '<<<<<<< a\n',
      'a: <<<<<<< b >>>>>>> c',
      ' <<<<<<< a\n >>>>>>> b\n',
      '<<<<<<<a\n=======\n>>>>>>>b\n',
      '<<<<<<<< a\n>>>>>>>> b\n',
    ])
      assert.deepEqual(found(text), [], text);
  });
});
