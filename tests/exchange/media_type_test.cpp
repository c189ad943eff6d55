#include "exchange/media_type.hpp"

#include <doctest/doctest.h>

using namespace saddlebag;
using namespace std::string_view_literals;

TEST_CASE("a file is known by what it holds, whatever it is called, and by its name where it does not tell") {
  CHECK(media_type_of("\x89PNG\r\n\x1a\n...."sv, "photo.txt") == "image/png");
  CHECK(media_type_of("\xff\xd8\xff\xe0"sv, "a") == "image/jpeg");
  CHECK(media_type_of("RIFF\0\0\0\0WEBPVP8 "sv, "a") == "image/webp");
  CHECK(media_type_of("\0\0\0\x18""ftypheic"sv, "IMG_1.HEIC") == "image/heic");
  CHECK(media_type_of("%PDF-1.7"sv, "offer") == "application/pdf");
  CHECK(media_type_of("PK\3\4"sv, "报价.XLSX") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  CHECK(media_type_of(""sv, "") == "application/octet-stream");
  CHECK(media_type_of("\x89PN"sv, ".png") == "application/octet-stream");
}

TEST_CASE("only pictures that are nothing but pixels are drawn") {
  CHECK(is_picture("image/jpeg"));
  CHECK_FALSE(is_picture("image/svg+xml"));
  CHECK_FALSE(is_picture("application/pdf"));
  CHECK_FALSE(is_picture(""));
}
