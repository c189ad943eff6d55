#pragma once
#include <string>
#include <vector>

#include "platform/ports.hpp"
#include "sync/profile.hpp"

/// Requests that are sent together, each as it would be sent alone, and their answers.
namespace saddlebag::sync {

struct Multipart {
  std::string boundary, content;
};

/// The list of requests of a composite, by the template of the profile.
Json to_composite(Profile::Batch const& batch, std::vector<port::Http::Request> const& requests);
/// `application/http` parts, numbered from 1 by their Content-ID.
Multipart to_multipart(std::vector<port::Http::Request> const& requests);

/// An answer for each of `count` requests, with headers in lower case; of status 0 where it was not given, or where it
/// cannot be told whose it is: the others are found by what names them, or else all of them by their order.
std::vector<port::Http::Response> from_composite(Profile::Batch const& batch, port::Http::Response const& response,
                                                 std::size_t count);
std::vector<port::Http::Response> from_multipart(port::Http::Response const& response, std::size_t count);

}  // namespace saddlebag::sync
