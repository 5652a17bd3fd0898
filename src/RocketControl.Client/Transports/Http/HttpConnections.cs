namespace RocketControl.Client.Transports.Http;

/// <summary>Makes what opens connections: no redirects (the credential must not go elsewhere), no cookies, bounded attempts, connections that are renewed.</summary>
internal static class HttpConnections
{
    /// <summary>What the requests of a client go through.</summary>
    /// <exception cref="RunInvalidArgumentException"><see cref="RunTransportOptions.HttpHandler"/> gave a chain that follows redirects or keeps cookies, or nothing.</exception>
    public static HttpMessageHandler Of(RunTransportOptions options)
    {
        if (options.HttpHandler is not { } create)
            return options.CreateHttpHandler();
        var handler = create() ?? throw Unfit("gave nothing");
        return InnermostOf(handler) switch
        {
            SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true } => throw Unfit("follows redirects; turn AllowAutoRedirect off"),
            SocketsHttpHandler { UseCookies: true } or HttpClientHandler { UseCookies: true } => throw Unfit("keeps cookies; turn UseCookies off"),
            _ => handler,
        };

        RunInvalidArgumentException Unfit(string problem) =>
            new($"{options}.{nameof(options.HttpHandler)} {problem}.", new RunErrorContext(options.Backend, RunOperation.Connect));
    }

    /// <param name="options">How long connecting may take, and what TLS trusts.</param>
    public static SocketsHttpHandler Create(RunTransportOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        options.ConfigureTls?.Invoke(handler.SslOptions);
        return handler;
    }

    private static HttpMessageHandler InnermostOf(HttpMessageHandler handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler;
    }
}
