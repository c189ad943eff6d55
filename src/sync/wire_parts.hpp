#pragma once
#include <string>
#include <string_view>

#include "sync/json.hpp"

namespace saddlebag::sync {

inline constexpr int kBehindTheLast = 416;  ///< of HTTP: the range that was asked for begins behind the last record

/// Of a record that the backend has taken without saying what it made of it.
inline constexpr std::string_view kUnknownVersion = "?";

/// Of a record that an answer to several passes over.
inline constexpr char kNotSaid[] = "the server did not say what became of it";

/// Stands between a time that is a version and what tells contents of that time apart.
inline constexpr char kContent = '~';

/// A version that follows from the one before and the content: made twice, it is the same.
std::string next_rev(std::string const& rev, Json const& content);

/// Of an address: all that follows the server's name.
std::string path_of(std::string const& url);

}  // namespace saddlebag::sync
