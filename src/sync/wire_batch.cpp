#include "sync/wire_batch.hpp"

#include <algorithm>
#include <charconv>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "sync/template.hpp"
#include "sync/wire.hpp"
#include "sync/wire_parts.hpp"

namespace saddlebag::sync {

using port::Http;

namespace {

constexpr std::string_view kPart =
    "\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {index}\r\n\r\n"
    "{method} {path} HTTP/1.1\r\n{headers}\r\n{body}\r\n--";
constexpr std::string_view kSpace = " \t\r\n";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return result;
}

/// Cuts the first line off; it ends in CRLF, or in LF alone.
std::string_view cut_line(std::string_view& text) {
  std::size_t const end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Cuts off headers and the empty line after them.
std::vector<Http::Header> cut_headers(std::string_view& text) {
  std::vector<Http::Header> headers;
  for (std::string_view line = cut_line(text); !line.empty(); line = cut_line(text)) {
    std::size_t const colon = std::min(line.find(':'), line.size());
    headers.push_back({lower(trim(line.substr(0, colon))), std::string(trim(line.substr(std::min(colon + 1, line.size()))))});
  }
  return headers;
}

std::string_view header(std::vector<Http::Header> const& headers, std::string_view name) {
  for (Http::Header const& each : headers) {
    if (each.name == name) return each.value;
  }
  return {};
}

/// What stands between the parts: as the header says it, or else the first line that can be it.
std::string delimiter(Http::Response const& response, std::string_view text) {
  std::string_view const type = header(response.headers, "content-type");
  std::size_t const at = lower(type).find("boundary=");
  std::string_view named = at == std::string::npos ? std::string_view() : type.substr(at + 9);
  named = named.starts_with('"') ? named.substr(1, named.find('"', 1) - 1) : trim(named.substr(0, named.find(';')));
  if (!named.empty()) return "--" + std::string(named);
  while (!text.empty()) {
    std::string_view const line = trim(cut_line(text));
    if (line.starts_with("--") && line.size() > 2) return std::string(line);
  }
  return {};
}

/// Whole parts only: the last one of an answer that was cut off is none.
std::vector<std::string_view> parts_of(std::string_view text, std::string const& delimiter) {
  std::vector<std::string_view> parts;
  char const* begin = nullptr;
  while (!delimiter.empty() && !text.empty()) {
    char const* const line_begin = text.data();
    std::string_view const line = trim(cut_line(text));
    bool const last = line == delimiter + "--";
    if (!last && line != delimiter) continue;
    if (begin) parts.emplace_back(begin, static_cast<std::size_t>(line_begin - begin));
    if (last) break;
    begin = text.data();
  }
  return parts;
}

int status_in(std::string_view text) {
  int status = 0;
  std::from_chars(text.data(), text.data() + text.size(), status);
  return status >= 100 && status <= 599 ? status : 0;
}

/// What the template of one request may name.
Variables variables_of(Http::Request const& request) {
  Variables all;
  all["method"] = request.method;
  all["url"] = request.url;
  all["path"] = path_of(request.url);
  all["headers"] = Json();
  return all;
}

}  // namespace

std::string path_of(std::string const& url) {
  std::size_t const scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  std::size_t const path = url.find('/', scheme + 3);
  return path == std::string::npos ? "/" : url.substr(path);
}

Json to_composite(Profile::Batch const& batch, std::vector<Http::Request> const& requests) {
  Json list = Json::array();
  for (Http::Request const& each : requests) {
    Json all = variables_of(each);
    for (Http::Header const& one : each.headers) all["headers"][one.name] = one.value;
    all["body"] = parse_json(as_text(each.body)).value_or(Json());
    all["index"] = list.size();
    list.push_back(expand(batch.item, all));
  }
  return list;
}

std::vector<Http::Response> from_composite(Profile::Batch const& batch, Http::Response const& response, std::size_t count) {
  std::vector<Http::Response> answers(count);
  auto const json = parse_json(as_text(response.body));
  Json const* const results = json ? at(*json, batch.results) : nullptr;
  if (!results || !results->is_array() || (batch.ref.empty() && results->size() != count)) return answers;
  std::vector<std::string> names;
  for (Json at = {{"index", 0}}; !batch.ref.empty() && names.size() < count; at["index"] = names.size()) {
    names.push_back(expand_text(text_at(batch.item, batch.ref), at));
  }
  for (std::size_t i = 0; i < results->size(); ++i) {
    Json const& result = (*results)[i];
    std::size_t whose = i;
    if (!names.empty()) whose = static_cast<std::size_t>(std::find(names.begin(), names.end(), text_at(result, batch.ref)) - names.begin());
    if (whose >= count || answers[whose].status != 0 || !flaw_of(result).empty()) continue;
    Http::Response& answer = answers[whose];
    answer.status = status_in(text_at(result, batch.status));
    Json const* const headers = batch.headers.empty() ? nullptr : at(result, batch.headers);
    if (headers && headers->is_object()) {
      for (auto const& [name, value] : headers->items()) answer.headers.push_back({lower(name), text_at(value, {})});
    }
    Json const* const body = at(result, batch.body);
    if (body && !body->is_null()) answer.body = to_bytes(body->is_string() ? body->get_ref<std::string const&>() : dump_json(*body));
  }
  return answers;
}

Multipart to_multipart(std::vector<Http::Request> const& requests) {
  std::vector<std::string> parts;
  std::uint64_t hash = 0;
  for (Http::Request const& each : requests) {
    std::string headers;
    for (Http::Header const& one : each.headers) {
      std::string value = one.value;
      std::erase_if(value, [](char c) { return c == '\r' || c == '\n'; });  // what a server named a version
      headers += one.name + ": " + value + "\r\n";
    }
    Json all = variables_of(each);
    all["headers"] = std::move(headers);
    all["body"] = as_text(each.body);
    all["index"] = parts.size() + 1;
    parts.push_back(expand_text(kPart, all));
    hash = fnv1a(parts.back(), hash);
  }
  Multipart result;
  auto const occurs = [&](std::string const& part) { return part.find(result.boundary) != std::string::npos; };
  do result.boundary = "batch_" + to_hex(hash++);
  while (std::any_of(parts.begin(), parts.end(), occurs));
  result.content = "--" + result.boundary;
  for (std::string const& part : parts) result.content += part + result.boundary;
  result.content += "--\r\n";
  return result;
}

std::vector<Http::Response> from_multipart(Http::Response const& response, std::size_t count) {
  std::vector<Http::Response> answers(count);
  std::string_view const text = as_text(response.body);
  auto const parts = parts_of(text, delimiter(response, text));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view rest = parts[i];
    auto const about = cut_headers(rest);
    std::string_view const id = header(about, "content-id");
    std::size_t whose = parts.size() == count ? i + 1 : 0;
    if (!id.empty() && std::from_chars(id.data(), id.data() + id.size(), whose).ptr != id.data() + id.size()) continue;
    rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
    std::string_view const line = cut_line(rest);
    if (whose == 0 || whose > count || answers[whose - 1].status != 0 || !line.starts_with("HTTP/")) continue;
    Http::Response& answer = answers[whose - 1];
    answer.status = status_in(line.substr(std::min(line.find(' ') + 1, line.size())));
    answer.headers = cut_headers(rest);
    answer.body = to_bytes(trim(rest));
  }
  return answers;
}

/// Who asks, and what for, is said once; what belongs to one of them goes with it.
Http::Request Wire::wrap(std::vector<Http::Request> requests, std::vector<Doc> const& docs) const {
  bool const multipart = profile_.batch.style == Profile::Batching::multipart;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    auto const& own = pushing(docs[i]).headers;
    std::erase_if(requests[i].headers, [&](Http::Header const& each) {
      bool const kept = std::any_of(own.begin(), own.end(), [&](auto const& one) { return one.first == each.name; });
      return !kept && !(multipart && each.name == "content-type");
    });
  }
  Json all = variables();
  if (!multipart) {
    all["requests"] = to_composite(profile_.batch, requests);
    return request(profile_.operations.bulk, all);
  }
  Multipart const parts = to_multipart(requests);
  Http::Request whole = request(profile_.operations.bulk, all);
  whole.headers.push_back({"content-type", "multipart/mixed; boundary=" + parts.boundary});
  whole.body = to_bytes(parts.content);
  return whole;
}

std::vector<Pushed> Wire::read_wrapped(Http::Response const& response, std::vector<Doc> const& docs) {
  bool const multipart = profile_.batch.style == Profile::Batching::multipart;
  auto const answers = multipart ? from_multipart(response, docs.size()) : from_composite(profile_.batch, response, docs.size());
  std::vector<Pushed> results;
  bool known = false;
  for (std::size_t i = 0; i < docs.size(); ++i) {
    Http::Response const& answer = answers[i];
    Meaning const meaning = answer.status == 0 ? Meaning::retry : answer.status == kBehindTheLast ? Meaning::reject : judge(answer);
    known = known || meaning != Meaning::auth;
    auto stored = meaning == Meaning::ok ? read_stored(answer, docs[i])
                                         : Pushed{meaning, {}, answer.status == 0 ? kNotSaid : reason(answer)};
    results.push_back(stored ? std::move(*stored) : Pushed{Meaning::retry, {}, stored.error().detail});
  }
  if (known) token_is_fresh_ = false;
  return results;
}

}  // namespace saddlebag::sync
