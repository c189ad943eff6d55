// Turns assets/locales/*.json into C++: `locale/keys.hpp` with one enumerator per text and
// `locale/tables.cpp` with the texts of each language. A text that is missing in one language, a key
// that stands twice and a placeholder that one language forgot are errors: the build stops.
//
//   node locales.mjs <assets/locales> <output folder>
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const languages = ['zh-CN', 'en'];
const [source, output] = process.argv.slice(2);
const texts = new Map();
const problems = [];

for (const file of readdirSync(source).filter((name) => name.endsWith('.json')).sort()) {
  const raw = readFileSync(join(source, file), 'utf8');
  for (const [key, entry] of Object.entries(JSON.parse(raw))) {
    if (raw.split(`"${key}":`).length > 2) problems.push(`${file}: ${key} stands twice`);
    if (texts.has(key)) problems.push(`${file}: ${key} stands in another file too`);
    if (!/^[a-z][a-z0-9_.]*$/.test(key)) problems.push(`${file}: ${key} is not a key`);
    const placeholders = (text) => (text.match(/\{[0-9]\}/g) ?? []).sort().join();
    for (const language of languages) {
      if (typeof entry[language] !== 'string') problems.push(`${file}: ${key} has no text in ${language}`);
    }
    const [first, second] = languages.map((language) => [...new Set(placeholders(entry[language] ?? '').split(','))].join());
    if (first !== second && !key.endsWith('.one')) problems.push(`${file}: ${key} has other placeholders in each language`);
    texts.set(key, entry);
  }
}
if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}

const keys = [...texts.keys()].sort();
const identifier = (key) => key.replaceAll('.', '_');
const literal = (text) => JSON.stringify(text).replaceAll('\\u0000', '\\0');
// What comes with the program is stored by its name and shown by its text.
const families = ['pipeline', 'stage'];
const named = keys.filter((key) => families.includes(key.split('.')[0]));

const header = `#pragma once
#include <cstdint>
#include <string_view>

namespace saddlebag {

/// Every text that a person reads, by key. Made from assets/locales.
enum class Tr : std::uint16_t {
${keys.map((key) => `  ${identifier(key)},`).join('\n')}
  count_
};

enum class Language : std::uint8_t { ${languages.map((l) => l.replace('-', '_').toLowerCase()).join(', ')} };

/// The text in a language; UTF-8, zero-terminated, static. In the other language while only that one is there.
char const* tr(Tr key, Language language);
/// False in the page until a language has been fetched; everything else has all of them built in.
bool has_texts(Language language);
/// Takes what the build has written to \`locale/<language>.txt\`.
void set_texts(Language language, std::string_view texts);
/// The key with dots, as in assets/locales.
std::string_view key_name(Tr key);
/// The text that a record asks for by the name of its key: ${families.map((family) => `${family}.*`).join(', ')}.
/// Tr::count_ when there is no such text.
Tr key_named(std::string_view name);

}  // namespace saddlebag
`;

const blob = (language) => keys.map((key) => `${texts.get(key)[language]}\0`).join('');
const constant = (language) => `k_${language.replace('-', '_').toLowerCase()}`;
const lines = (language) => keys.map((key) => `    ${literal(`${texts.get(key)[language]}\0`)}`).join('\n');
// Texts stand behind one another, each ended by its zero: a table of pointers would be a third of what they take to
// download. Names are for the command line; the page does not even hold them.
const implementation = `#include "locale/keys.hpp"

#include <cstddef>
#include <cstring>
#include <string>

namespace saddlebag {
namespace {

constexpr auto kCount = static_cast<std::size_t>(Tr::count_);

#ifdef SADDLEBAG_TEXTS_LATER
constexpr std::string_view kBuiltIn[${languages.length}];
#else
${languages.map((language) => `constexpr char ${constant(language)}[] =\n${lines(language)};`).join('\n')}
constexpr std::string_view kBuiltIn[] = {${languages.map((language) => `{${constant(language)}, sizeof ${constant(language)} - 1}`).join(', ')}};
#endif

struct Texts {
  char const* of[kCount];
  std::size_t count = 0;
  explicit Texts(std::string_view texts) {
    for (; count < kCount && !texts.empty(); ++count) {
      of[count] = texts.data();
      texts.remove_prefix(std::strlen(texts.data()) + 1);
    }
  }
};

Texts& texts_of(Language language) {
  static Texts languages[] = {${languages.map((_, i) => `Texts(kBuiltIn[${i}])`).join(', ')}};
  return languages[static_cast<std::size_t>(language)];
}

constexpr char const* kNames[] = {
${keys.map((key) => `    ${literal(key)},`).join('\n')}
};

constexpr struct {
  std::string_view name;
  Tr key;
} kNamed[] = {
${named.map((key) => `    {${literal(key)}, Tr::${identifier(key)}},`).join('\n')}
};

}  // namespace

char const* tr(Tr key, Language language) {
  for (std::size_t other = 0; !has_texts(language) && other < ${languages.length}; ++other) language = static_cast<Language>(other);
  return has_texts(language) ? texts_of(language).of[static_cast<std::size_t>(key)] : "";
}

bool has_texts(Language language) { return texts_of(language).count == kCount; }

void set_texts(Language language, std::string_view texts) {
  static std::string kept[${languages.length}];
  texts_of(language) = Texts(kept[static_cast<std::size_t>(language)] = texts);
}

std::string_view key_name(Tr key) { return kNames[static_cast<std::size_t>(key)]; }

Tr key_named(std::string_view name) {
  for (auto const& each : kNamed) {
    if (each.name == name) return each.key;
  }
  return Tr::count_;
}

}  // namespace saddlebag
`;

const write = (name, text) => {
  const path = join(output, 'locale', name);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
};
mkdirSync(join(output, 'locale'), { recursive: true });
write('keys.hpp', header);
write('tables.cpp', implementation);
for (const language of languages) write(`${language}.txt`, blob(language));
