using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>Looks at the key of a request.</summary>
internal static class Credential
{
    private const string Scheme = "Bearer ";

    /// <exception cref="RefusedException">It is missing or wrong, in the words of the contract.</exception>
    public static void Check(HttpRequest request, string? apiKey)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            throw RefusedException.Unauthorized("Missing authorization header");
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
            throw RefusedException.Unauthorized("Invalid authorization header format");
        string key = header[Scheme.Length..].Trim();
        if (key.Length == 0 || (apiKey is not null && key != apiKey))
            throw RefusedException.Unauthorized("Invalid API key");
    }
}
