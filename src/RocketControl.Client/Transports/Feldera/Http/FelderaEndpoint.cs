namespace RocketControl.Client.Transports.Feldera;

/// <summary>The address of the API that follows from what a user gave as the server: <c>v0/</c> below its path; query, fragment and user-info are dropped.</summary>
internal static class FelderaEndpoint
{
    /// <returns>The address without <c>v0</c>; ends with a slash, so that relative addresses stay below it.</returns>
    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static Uri Of(FelderaOptions options)
    {
        var text = (options.Endpoint ?? "").Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw Invalid("FelderaOptions.Endpoint is not an address. Give a URL such as https://host or http://localhost:8080.");
        if (uri.UserInfo.Length > 0)
            throw Invalid("FelderaOptions.Endpoint must not hold a user or password. Set FelderaOptions.Credential.");
        var address = new UriBuilder(uri.Scheme, uri.Host, uri.IsDefaultPort ? -1 : uri.Port, PathOf(uri)).Uri;
        return address.Scheme == "https" || address.IsLoopback || options.AllowInsecureTransport ? address : throw Invalid(
            $"{address.GetLeftPart(UriPartial.Authority)} would get the key and all data in the clear. Use https, or set FelderaOptions.AllowInsecureTransport.");
    }

    private static string PathOf(Uri uri)
    {
        var path = uri.AbsolutePath.TrimEnd('/');
        return (path.EndsWith("/v0", StringComparison.Ordinal) ? path[..^3] : path) + "/";
    }

    private static RunInvalidArgumentException Invalid(string problem) => new(problem, new RunErrorContext(RunBackend.Feldera, RunOperation.Connect));
}
