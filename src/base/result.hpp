#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace saddlebag {

/// What went wrong, as a kind that the interface can explain in the person's language.
/// Each has a text `error.<name>` in `assets/locales`.
enum class ErrorCode : std::uint8_t {
  none,
  invalid,      ///< a value breaks a rule of its field; `detail` names kind.field
  missing,      ///< the record or file is not there
  corrupt,      ///< bytes that cannot be what they claim to be
  unsupported,  ///< understood, but made by a newer program or of a kind we do not read
  refused,      ///< storage or backend said no (permission)
  full,         ///< no room left on the device
  offline,      ///< the network or the backend cannot be reached
  unauthorized, ///< the backend wants a new sign-in
  conflict,     ///< somebody else changed it first
  internal,     ///< a rule of our own was broken
  too_long,     ///< an answer of a backend is beyond what is taken in
};

/// The one error channel: a code for people, a detail for support.
struct Error {
  ErrorCode code = ErrorCode::none;
  std::string detail;
};

/// Success, or an Error. Contextually true on success.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // NOLINT: an Error is a Status
  Status(ErrorCode code, std::string detail) : error_{code, std::move(detail)} {}
  explicit operator bool() const { return error_.code == ErrorCode::none; }
  [[nodiscard]] Error const& error() const { return error_; }

 private:
  Error error_;
};

/// A T, or the Error that explains why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT: a T is a Result
  Result(Error error) : content_(std::move(error)) {}  // NOLINT: an Error is a Result
  explicit operator bool() const { return content_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&content_); }
  T const& operator*() const { return *std::get_if<0>(&content_); }
  T* operator->() { return std::get_if<0>(&content_); }
  T const* operator->() const { return std::get_if<0>(&content_); }
  [[nodiscard]] Error const& error() const { return *std::get_if<1>(&content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace saddlebag
