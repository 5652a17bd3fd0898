using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The names that the server gives to a task (RocketRide protocol §3.2, identity rules).</summary>
internal static class TaskIdentity
{
    private const int DisplayedTokenLength = 8;
    private const int DigestLength = 32;

    /// <summary>The token that a start without a token of its own gets: always the same for project, source and user.</summary>
    public static string DeriveToken(string projectId, string source, string userId)
    {
        var text = $$"""{"project_id": {{PythonText(projectId)}}, "source": {{PythonText(source)}}, "userId": {{PythonText(userId)}}}""";
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text))).ToLowerInvariant();
        return "tk_" + digest[..DigestLength];
    }

    /// <summary>The id that events carry and that may be shown: the token's first characters and the source.</summary>
    public static string DisplayId(string token, string source)
    {
        var bare = token.StartsWith("tk_", StringComparison.Ordinal) || token.StartsWith("pk_", StringComparison.Ordinal) ? token[3..] : token;
        return $"{(bare.Length > DisplayedTokenLength ? bare[..DisplayedTokenLength] : bare)}.{source}";
    }

    /// <summary>A text as Python's JSON writer has it, which is what the server digests.</summary>
    private static string PythonText(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append(@"\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                >= ' ' and <= '~' => result.Append(character),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            };
        }
        return result.Append('"').ToString();
    }
}
