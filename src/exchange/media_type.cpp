#include "exchange/media_type.hpp"

#include <algorithm>
#include <string>

namespace saddlebag {
namespace {

struct MagicBytes {
  std::size_t at;
  std::string_view bytes, type;
};
// https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, and the brands of ISO 14496-12 that cameras write.
constexpr MagicBytes kMagicBytes[] = {
    {0, "\x89PNG\r\n\x1a\n", "image/png"}, {0, "\xff\xd8\xff", "image/jpeg"}, {0, "GIF8", "image/gif"}, {8, "WEBPVP", "image/webp"},
    {4, "ftypavif", "image/avif"}, {4, "ftypheic", "image/heic"}, {4, "ftypheix", "image/heic"}, {4, "ftypmif1", "image/heic"},
    {0, "BM", "image/bmp"}, {0, "%PDF-", "application/pdf"},
};

struct Extension {
  std::string_view end, type;
};
constexpr Extension kExtensions[] = {
    {".csv", "text/csv"}, {".doc", "application/msword"}, {".txt", "text/plain"}, {".zip", "application/zip"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".m4a", "audio/mp4"}, {".mov", "video/quicktime"}, {".mp3", "audio/mpeg"}, {".mp4", "video/mp4"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".vcf", "text/vcard"}, {".xls", "application/vnd.ms-excel"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

}  // namespace

std::string_view media_type_of(std::string_view bytes, std::string_view name) {
  for (MagicBytes const& magic : kMagicBytes) {
    if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes)) return magic.type;
  }
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (Extension const& known : kExtensions) {
    if (lower.ends_with(known.end)) return known.type;
  }
  return "application/octet-stream";
}

bool is_picture(std::string_view media_type) { return media_type.starts_with("image/") && media_type != "image/svg+xml"; }

}  // namespace saddlebag
