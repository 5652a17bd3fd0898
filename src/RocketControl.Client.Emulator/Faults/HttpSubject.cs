using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>What HTTP faults look at.</summary>
internal readonly record struct HttpSubject(string Method, string Path)
{
    public static HttpSubject Of(HttpRequest request) => new(request.Method, request.Path.Value ?? "/");
}
