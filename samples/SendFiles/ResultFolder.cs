using System.Text.Json;
using RocketControl.Client;

namespace SendFiles;

/// <summary>Saves results under the names of their objects: texts as text, everything else as JSON.</summary>
internal sealed class ResultFolder
{
    private readonly string _folder;
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public ResultFolder(string folder)
    {
        try
        {
            _folder = Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder '{folder}' for the results cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>The whole text of a result; null when it is no text.</summary>
    public static string? TextOf(SendResult made, string key) =>
        made.ResultTypes[key] == "text" && made.Results[key].ValueKind == JsonValueKind.Array
            ? string.Concat(made.Results[key].EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()))
            : null;

    /// <returns>The files that were written.</returns>
    public IReadOnlyList<string> Write(string name, SendResult made)
    {
        var files = new List<string>();
        foreach (var (key, value) in made.Results)
        {
            var text = TextOf(made, key);
            var file = Free(key == "text" ? name : $"{name}.{Safe(key)}", text is null ? "json" : "txt");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text ?? value.GetRawText());
            files.Add(Path.GetRelativePath(Environment.CurrentDirectory, file));
        }
        return files;
    }

    /// <summary>A name of its own for two objects that are called the same.</summary>
    private string Free(string name, string extension)
    {
        var file = Path.Combine(_folder, $"{name}.{extension}");
        for (var i = 2; !_written.Add(file); i++)
            file = Path.Combine(_folder, $"{name} ({i}).{extension}");
        return file;
    }

    /// <summary>The keys of results come from the server, and must not lead out of the folder.</summary>
    private static string Safe(string key) => string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}
