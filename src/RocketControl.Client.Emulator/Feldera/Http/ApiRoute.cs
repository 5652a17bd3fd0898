using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>One method of one path. Segments of the pattern in braces are parameters.</summary>
internal sealed class ApiRoute
{
    private readonly string[] _segments;

    private ApiRoute(string method, string pattern, Func<ApiCall, Task<HttpAnswer>> handler)
    {
        Method = method;
        Handler = handler;
        _segments = pattern.Split('/');
    }

    public string Method { get; }

    public Func<ApiCall, Task<HttpAnswer>> Handler { get; }

    /// <summary>Whether the body is left to the handler to read.</summary>
    public bool StreamsBody { get; private init; }

    /// <summary>Whether no credential is needed.</summary>
    public bool IsPublic { get; private init; }

    /// <summary>Whether the role <c>read</c> is enough, as it is for most of what is asked with GET.</summary>
    public bool IsForReaders { get; private init; }

    /// <summary>A route whose handler runs under the server's lock.</summary>
    public static ApiRoute Of(string method, string pattern, Func<ApiCall, HttpAnswer> handler) => new(
        method,
        pattern,
        call =>
        {
            lock (call.Server.Gate)
                return Task.FromResult(handler(call));
        })
    {
        IsForReaders = method == "GET",
    };

    /// <summary>A route for which no credential is needed.</summary>
    public static ApiRoute OfPublic(string method, string pattern, Func<ApiCall, HttpAnswer> handler) =>
        new(method, pattern, Of(method, pattern, handler).Handler) { IsPublic = true };

    /// <summary>A route whose handler waits for something or writes a stream.</summary>
    public static ApiRoute OfStream(string method, string pattern, Func<ApiCall, Task<HttpAnswer>> handler, bool streamsBody = false) =>
        new(method, pattern, handler) { StreamsBody = streamsBody, IsForReaders = method == "GET" };

    /// <summary>The decoded segments that stand for the parameters; null when the path is another.</summary>
    public IReadOnlyList<string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
            return null;
        var arguments = new List<string>();
        for (int i = 0; i < path.Length; i++)
        {
            if (_segments[i] is ['{', ..])
                arguments.Add(Uri.UnescapeDataString(path[i]));
            else if (_segments[i] != path[i])
                return null;
        }
        return arguments;
    }
}
