using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>
/// The routes of RocketRide protocol §7.2 in the order in which the server knows them: for a method that a path does not have, only the first route of
/// the path is named.
/// </summary>
internal sealed class RouteTable
{
    /// <summary>The WebSocket's path needs no key, although nothing answers there without an upgrade.</summary>
    private const string WebSocketPath = "/task/service";

    private readonly List<Route> _routes = [];

    public IReadOnlyList<Route> Routes => _routes;

    public void Add(params IEnumerable<Route> routes) => _routes.AddRange(routes);

    public bool IsPublic(string path) => path == WebSocketPath || _routes.Exists(route => route.IsPublic && route.Matches(path));

    /// <summary>Answers with the route's handler, or says what is wrong with the path or method.</summary>
    public Task<HttpAnswer> AnswerAsync(HttpCall call)
    {
        string method = call.Request.Method;
        string path = call.Request.Path.Value ?? "/";
        List<Route> candidates = _routes.FindAll(route => route.Matches(path));
        if (candidates.Find(route => route.Method == method) is { } found)
            return found.Handler(call);
        return Task.FromResult(candidates is [var first, ..] ? NotAllowed(first) : Redirect(call.Request, path) ?? NotFound());
    }

    private static HttpAnswer NotAllowed(Route first) =>
        Envelope.Detail("Method Not Allowed", StatusCodes.Status405MethodNotAllowed).With("Allow", first.Method);

    private static HttpAnswer NotFound() => Envelope.Detail("Not Found", StatusCodes.Status404NotFound);

    /// <summary>To the path with or without a slash at the end, when there is such a route.</summary>
    private HttpAnswer? Redirect(HttpRequest request, string path)
    {
        string other = path.EndsWith('/') ? path.TrimEnd('/') : path + "/";
        if (!_routes.Exists(route => route.Matches(other)))
            return null;
        return HttpAnswer.Of(StatusCodes.Status307TemporaryRedirect, null, "")
            .With("Location", $"{request.Scheme}://{request.Host}{other}{request.QueryString}");
    }
}
