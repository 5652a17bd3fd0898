namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>One method of one path. A pattern may end in a parameter: <c>{filename}</c> is one segment, <c>{file_path}</c> is anything, also nothing.</summary>
internal sealed record Route(string Method, string Pattern, RouteHandler Handler, bool IsPublic = false, bool IsListed = true)
{
    private const string AnyPath = "{file_path}";

    public bool Matches(string path)
    {
        int parameter = Pattern.IndexOf('{', StringComparison.Ordinal);
        if (parameter < 0)
            return path == Pattern;
        if (!path.StartsWith(Pattern[..parameter], StringComparison.Ordinal))
            return false;
        string rest = path[parameter..];
        return Pattern.EndsWith(AnyPath, StringComparison.Ordinal) || (rest.Length > 0 && !rest.Contains('/', StringComparison.Ordinal));
    }
}
