using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>The credential of a request: the header, else <c>?auth=</c>; a blank header does not count (RocketRide protocol §7.1).</summary>
internal static class Credential
{
    public static string Of(HttpRequest request, QueryParameters query)
    {
        string header = request.Headers.Authorization.ToString();
        return header.Length > 0 ? header : query["auth"] ?? "";
    }
}
