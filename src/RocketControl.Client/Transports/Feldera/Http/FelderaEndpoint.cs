using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>The address of the API that follows from what a user gave as the server, who may have written the <c>v0</c> that all routes begin with.</summary>
internal static class FelderaEndpoint
{
    private const string Version = "v0/";

    /// <returns>The address without <c>v0</c>; ends with a slash, so that relative addresses stay below it.</returns>
    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static Uri Of(FelderaOptions options)
    {
        var address = HttpEndpoint.Parse(options, options.Endpoint, "https://host or http://localhost:8080");
        return address.AbsolutePath.EndsWith("/" + Version, StringComparison.Ordinal) ? new Uri(address, "..") : address;
    }
}
