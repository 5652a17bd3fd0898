namespace RocketControl.Client.Transports.Feldera;

/// <summary>Builds relative addresses. Names are escaped: quoted SQL names hold quotes, and a name must never lead elsewhere.</summary>
internal static class FelderaPath
{
    public const string Pipelines = "v0/pipelines";

    public static string Pipeline(string name) => $"{Pipelines}/{Escape(name)}";

    public static string Pipeline(string name, string below) => $"{Pipelines}/{Escape(name)}/{below}";

    /// <param name="path">The path, escaped.</param>
    /// <param name="parameters">The query; what is null is left out.</param>
    public static string With(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new System.Text.StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is null)
                continue;
            query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        return query.ToString();
    }

    /// <summary>Escapes a name as one segment. Dots alone would lead to the folder above.</summary>
    public static string Escape(string name) => name is "." or ".." ? name.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(name);
}
