namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// The addresses that follow from what a user gave as the server (RocketRide protocol §1.2): 5565 is added unless a port was given or the host is
/// rocketride.ai or below; path, query, fragment and user-info are dropped.
/// </summary>
internal sealed class RocketRideEndpoint
{
    public const string Local = "http://localhost:5565";

    private const int DefaultPort = 5565;
    private const string ServicePath = "/task/service";
    private const string CloudDomain = "rocketride.ai";

    private RocketRideEndpoint(bool isSecure, string host, int? port)
    {
        IsSecure = isSecure;
        WebSocket = Build(isSecure ? "wss" : "ws", host, port, ServicePath);
        Http = Build(isSecure ? "https" : "http", host, port, "/");
    }

    public Uri WebSocket { get; }

    public Uri Http { get; }

    public bool IsSecure { get; }

    public bool IsLoopback => WebSocket.IsLoopback;

    /// <exception cref="RunInvalidArgumentException">The address is none, or would send the key in the clear without leave.</exception>
    public static RocketRideEndpoint Of(RocketRideOptions options)
    {
        var endpoint = Parse(options.Endpoint);
        return endpoint.IsSecure || endpoint.IsLoopback || options.AllowInsecureTransport ? endpoint : throw new RunInvalidArgumentException(
            $"{endpoint} would get the key and all data in the clear. Use https or wss, or set RocketRideOptions.AllowInsecureTransport.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect));
    }

    /// <exception cref="RunInvalidArgumentException">The text is no address.</exception>
    public static RocketRideEndpoint Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var withScheme = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "http://" + trimmed;
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw Invalid("is not an address. Give a URL such as https://host:5565, or host, or host:port.");
        if (uri.Scheme is not ("http" or "https" or "ws" or "wss"))
            throw Invalid($"has the scheme '{uri.Scheme}', but must have http, https, ws or wss.");

        var port = ExplicitPort(withScheme);
        if (port is null && !IsCloud(uri.Host))
            port = DefaultPort;
        return new RocketRideEndpoint(uri.Scheme is "https" or "wss", uri.Host, port);
    }

    public override string ToString() => Http.GetLeftPart(UriPartial.Authority);

    /// <summary>A port counts as given when it is in the text, also if it is the scheme's own.</summary>
    private static int? ExplicitPort(string uri)
    {
        var authority = uri[(uri.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = authority.AsSpan().IndexOfAny('/', '?', '#');
        if (end >= 0)
            authority = authority[..end];
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') && int.TryParse(authority.AsSpan(colon + 1), out var port) ? port : null;
    }

    private static bool IsCloud(string host) =>
        host.Equals(CloudDomain, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + CloudDomain, StringComparison.OrdinalIgnoreCase);

    private static Uri Build(string scheme, string host, int? port, string path) =>
        new UriBuilder(scheme, host, port ?? -1, path).Uri;

    private static RunInvalidArgumentException Invalid(string problem) => new(
        $"RocketRideOptions.Endpoint {problem}", new RunErrorContext(RunBackend.RocketRide, RunOperation.Connect));
}
