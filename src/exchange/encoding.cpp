#include "exchange/encoding.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace saddlebag {
namespace {

using Encoding = port::Text::Encoding;

constexpr std::size_t kEncodingSample = 16 << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Signature {
  std::string_view begins;
  FileNature nature;
};
constexpr Signature kSignatures[] = {
    {"PK\x03\x04", FileNature::workbook},
    {"PK\x05\x06", FileNature::workbook},
    {"\xD0\xCF\x11\xE0", FileNature::old_workbook},
    {"%PDF", FileNature::pdf},
    {"\x89PNG", FileNature::image},
    {"\xFF\xD8\xFF", FileNature::image},
    {"GIF8", FileNature::image},
    {"\x1F\x8B", FileNature::archive},
    {"Rar!", FileNature::archive},
    {"7z\xBC\xAF", FileNature::archive},
};

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};
constexpr Mark kMarks[] = {
    {"\xEF\xBB\xBF", Encoding::utf8}, {"\xFF\xFE", Encoding::utf16_le}, {"\xFE\xFF", Encoding::utf16_be}};

bool wide(Encoding encoding) { return encoding == Encoding::utf16_le || encoding == Encoding::utf16_be; }

struct Zeros {
  std::size_t even = 0, odd = 0, sample = 0;
};
/// Delimiters and line breaks have a zero byte in UTF-16, on the same side every time.
Zeros count_zeros(std::string_view bytes) {
  Zeros zeros;
  zeros.sample = std::min(bytes.size(), kEncodingSample);
  for (std::size_t i = 0; i < zeros.sample; ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? zeros.even : zeros.odd);
  }
  return zeros;
}

/// Two bytes with the high bit for every Chinese character, as in GB2312. An accented letter of a Western
/// code page stands among ASCII instead.
bool looks_like_gb2312(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    auto const byte = static_cast<unsigned char>(line[i]);
    if (byte < 0x80) continue;
    if (byte < 0xA1 || i + 1 == line.size() || static_cast<unsigned char>(line[i + 1]) < 0xA1) return false;
    ++i;
  }
  return true;
}

template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = text.find('\n', from);
    end = end == std::string_view::npos ? text.size() : end + 1;
    visit(text.substr(from, end - from));
    from = end;
  }
}

bool ascii(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](char c) { return (c & 0x80) != 0; });
}

/// UTF-8 is nearly always valid GB18030 too, and then reads as nonsense of rare characters. Text that is valid UTF-8
/// and no GB2312 is UTF-8.
bool has_utf8_line(std::string_view bytes) {
  bool found = false;
  for_each_line(bytes, [&](std::string_view line) { found |= !ascii(line) && valid_utf8(line) && !looks_like_gb2312(line); });
  return found;
}

/// Decodes piece by piece: halves a range that fails until it is one line.
class LineDecoder {
 public:
  LineDecoder(Encoding encoding, port::Text& port) : encoding_(encoding), port_(port) {}

  void decode(std::string_view bytes) {
    if (bytes.empty()) return;
    if (auto text = decode_whole(bytes)) {
      line_ += static_cast<std::uint32_t>(std::count(text->begin(), text->end(), '\n'));
      out.text += *text;
      return;
    }
    std::size_t const middle = line_start_near(bytes, bytes.size() / 2);
    if (middle == 0 || middle >= bytes.size()) return decode_bad_line(bytes);
    decode(bytes.substr(0, middle));
    decode(bytes.substr(middle));
  }

  DecodedFile out;

 private:
  std::optional<std::string> decode_whole(std::string_view bytes) {
    if (encoding_ == Encoding::gb18030 && has_utf8_line(bytes)) return std::nullopt;
    if (encoding_ != Encoding::utf8) return port_.decode(bytes, encoding_);
    if (!valid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }

  /// The beginning of a line inside the range, searched from `from` on and then before it; 0 where it is one line.
  [[nodiscard]] std::size_t line_start_near(std::string_view bytes, std::size_t from) const {
    std::size_t const unit = wide(encoding_) ? 2 : 1;
    auto const ends_line = [&](std::size_t at) {  // is [at, at + unit) a line feed?
      if (unit == 1) return bytes[at] == '\n';
      char const low = encoding_ == Encoding::utf16_le ? bytes[at] : bytes[at + 1];
      char const high = encoding_ == Encoding::utf16_le ? bytes[at + 1] : bytes[at];
      return low == '\n' && high == '\0';
    };
    from -= from % unit;
    for (std::size_t at = from; at + 2 * unit <= bytes.size(); at += unit) {
      if (ends_line(at)) return at + unit;
    }
    for (std::size_t at = from; at >= unit; at -= unit) {
      if (ends_line(at - unit)) return at;
    }
    return 0;
  }

  void decode_bad_line(std::string_view line) {
    bool other = false;
    if (encoding_ == Encoding::gb18030 && valid_utf8(line)) {
      out.text += line;
      other = true;
    } else if (encoding_ == Encoding::utf8 && looks_like_gb2312(line)) {
      if (auto text = port_.decode(line, Encoding::gb18030)) {
        out.text += *text;
        other = true;
      }
    }
    out.misread.push_back({line_, other});
    if (!other) decode_by_character(line);
    if (line.find('\n') != std::string_view::npos) ++line_;
  }

  void decode_by_character(std::string_view line) {
    if (encoding_ == Encoding::utf8) {
      out.text += repair_utf8(line);
      return;
    }
    std::size_t const unit = wide(encoding_) ? 2 : 1;
    for (std::size_t at = 0; at < line.size();) {
      if (unit == 1 && ascii(line.substr(at, 1))) {
        out.text += line[at++];
        continue;
      }
      std::size_t taken = 0;
      for (std::size_t size = unit; size <= 4 && at + size <= line.size(); size *= 2) {
        auto const text = port_.decode(line.substr(at, size), encoding_);
        if (!text) continue;
        out.text += *text;
        taken = size;
        break;
      }
      if (taken == 0) out.text += kReplacement;
      at += taken == 0 ? unit : taken;
    }
  }

  Encoding encoding_;
  port::Text& port_;
  std::uint32_t line_ = 1;
};

}  // namespace

FileNature recognise_nature(std::string_view bytes) {
  for (Signature const& signature : kSignatures) {
    if (bytes.starts_with(signature.begins)) return signature.nature;
  }
  for (Mark const& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return bytes.size() == mark.bytes.size() ? FileNature::empty : FileNature::table;
  }
  std::size_t const first = bytes.find_first_not_of(std::string_view(" \t\r\n\0", 5));
  if (first == std::string_view::npos) return FileNature::empty;
  std::string head = fold(repair_utf8(bytes.substr(first, 64)));
  if (head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<table")) return FileNature::web_page;
  if (head.starts_with("{") || head.starts_with("[{") || head.starts_with("[ {")) return FileNature::json;
  Zeros const zeros = count_zeros(bytes);
  bool const many = (zeros.even + zeros.odd) * 20 > zeros.sample;
  bool const one_sided = zeros.even * 10 <= zeros.odd || zeros.odd * 10 <= zeros.even;
  if (many) return one_sided ? FileNature::table : FileNature::binary;  // one-sided zeros: UTF-16
  std::string_view const sample = bytes.substr(0, kEncodingSample);
  auto const controls = std::count_if(sample.begin(), sample.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\0';
  });
  return static_cast<std::size_t>(controls) * 20 > sample.size() ? FileNature::binary : FileNature::table;
}

Tr nature_text(FileNature nature) {
  switch (nature) {
    case FileNature::table: return Tr::import_nature_table;
    case FileNature::empty: return Tr::import_nature_empty;
    case FileNature::workbook: return Tr::import_nature_workbook;
    case FileNature::old_workbook: return Tr::import_nature_old_workbook;
    case FileNature::pdf: return Tr::import_nature_pdf;
    case FileNature::image: return Tr::import_nature_image;
    case FileNature::archive: return Tr::import_nature_archive;
    case FileNature::web_page: return Tr::import_nature_web_page;
    case FileNature::json: return Tr::import_nature_json;
    case FileNature::binary: break;
  }
  return Tr::import_nature_binary;
}

Encoding recognise_encoding(std::string_view bytes) {
  for (Mark const& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return mark.encoding;
  }
  Zeros const zeros = count_zeros(bytes);
  if (zeros.odd * 40 > zeros.sample && zeros.even * 10 <= zeros.odd) return Encoding::utf16_le;
  if (zeros.even * 40 > zeros.sample && zeros.odd * 10 <= zeros.even) return Encoding::utf16_be;
  if (valid_utf8(bytes)) return Encoding::utf8;
  std::size_t good = 0;
  std::size_t bad = 0;
  for_each_line(bytes, [&](std::string_view line) {
    if (!ascii(line)) ++(valid_utf8(line) ? good : bad);
  });
  return good >= bad ? Encoding::utf8 : Encoding::gb18030;
}

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf16_le: return "UTF-16 LE";
    case Encoding::utf16_be: return "UTF-16 BE";
    case Encoding::gb18030: return "GB18030";
  }
  return {};
}

DecodedFile decode_file(std::string_view bytes, Encoding encoding, port::Text& decoder) {
  for (Mark const& mark : kMarks) {
    if (mark.encoding == encoding && bytes.starts_with(mark.bytes)) bytes.remove_prefix(mark.bytes.size());
  }
  LineDecoder lines(encoding, decoder);
  lines.decode(bytes);
  if (lines.out.text.starts_with("\xEF\xBB\xBF")) lines.out.text.erase(0, 3);  // some decoders keep the mark
  return std::move(lines.out);
}

}  // namespace saddlebag
