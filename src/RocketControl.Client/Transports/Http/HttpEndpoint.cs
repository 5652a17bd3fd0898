namespace RocketControl.Client.Transports.Http;

/// <summary>The base address of a server that is spoken to over HTTP only, without query and fragment; it ends with a slash, so that routes stay below its path.</summary>
internal static class HttpEndpoint
{
    /// <param name="options">The options that hold the text, for their leave and for the exceptions.</param>
    /// <param name="endpoint">The text.</param>
    /// <param name="example">What would be right, for people.</param>
    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static Uri Parse(RunTransportOptions options, string? endpoint, string example)
    {
        if (!Uri.TryCreate(endpoint?.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw Invalid($"{options}.Endpoint is not an http or https address. Give a URL such as {example}.");
        if (uri.UserInfo.Length > 0)
            throw Invalid($"{options}.Endpoint must not hold a user or password. Set {options}.Credential.");
        var address = new UriBuilder(uri.Scheme, uri.Host, uri.IsDefaultPort ? -1 : uri.Port, uri.AbsolutePath.TrimEnd('/') + "/").Uri;
        return address.Scheme == "https" || address.IsLoopback || options.AllowInsecureTransport ? address : throw Invalid(
            $"{address.GetLeftPart(UriPartial.Authority)} would get the key and all data in the clear. Use https, or set {options}.AllowInsecureTransport.");

        RunInvalidArgumentException Invalid(string problem) => new(problem, new RunErrorContext(options.Backend, RunOperation.Connect));
    }
}
