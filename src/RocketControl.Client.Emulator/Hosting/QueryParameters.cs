using Microsoft.AspNetCore.WebUtilities;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>The query; names are case-sensitive, and of parameters of the same name the last one counts.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryParameters(string? queryString)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(queryString))
            _values[pair.DecodeName().ToString()] = pair.DecodeValue().ToString();
    }

    /// <summary>Null when the parameter is missing, empty when it has no value.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);
}
