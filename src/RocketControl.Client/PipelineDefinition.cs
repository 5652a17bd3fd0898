using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client;

/// <summary>
/// A pipeline to run, read from a <c>.pipe</c>, <c>.pipe.json</c> or <c>.json</c> file or from JSON, flat or wrapped in <c>{"pipeline": …}</c>
/// (RocketRide protocol §9). Immutable; the document is kept as it is, unknown members included.
/// </summary>
public sealed partial class PipelineDefinition
{
    private const int MaxFileBytes = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions ParseOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _utf8;

    private PipelineDefinition(JsonElement document, string? name, string origin)
    {
        try
        {
            var pipeline = Unwrap(document, origin);
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, WriteOptions))
                pipeline.WriteTo(writer);
            _utf8 = buffer.WrittenSpan.ToArray();
            Name = name;
            ProjectId = TextMember(pipeline, "project_id");
            Source = TextMember(pipeline, "source") ?? OnlySourceComponent(pipeline);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw Invalid($"{origin} holds a text that is none: half of a surrogate pair.", exception);
        }
    }

    /// <summary>The label for the run: the file's name without <c>.pipe</c> or <c>.pipe.json</c>. Null when the pipeline did not come from a file.</summary>
    public string? Name { get; }

    /// <summary>The project that the pipeline belongs to; null when the document has none, so that the server makes one up for each run.</summary>
    public string? ProjectId { get; }

    /// <summary>The component that feeds the pipeline: its <c>source</c>, else its only component in source mode. Null when that cannot be told.</summary>
    public string? Source { get; }

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Reads a pipeline file.</summary>
    /// <param name="path">The file; at most 64 MiB.</param>
    /// <exception cref="PipelineInvalidException">The file is missing, unreadable, not JSON, or has no components.</exception>
    public static PipelineDefinition FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxFileBytes)
                throw Invalid($"The pipeline file '{path}' has {file.Length:N0} bytes; at most {MaxFileBytes:N0} are read.");
            using var document = JsonDocument.Parse(file, ParseOptions);
            return new PipelineDefinition(document.RootElement, NameOf(path), $"The pipeline file '{path}'");
        }
        catch (JsonException exception)
        {
            throw NotJson($"The pipeline file '{path}'", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid($"There is no pipeline file '{path}'. Give the path of a .pipe or .json file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"The pipeline file '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a pipeline from JSON text.</summary>
    /// <param name="json">The document, flat or wrapped.</param>
    /// <exception cref="PipelineInvalidException">The text is not JSON, or the pipeline has no components.</exception>
    public static PipelineDefinition FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, ParseOptions);
            return FromJson(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw NotJson("The pipeline", exception);
        }
    }

    /// <summary>Takes a pipeline from a JSON node.</summary>
    /// <param name="json">The document, flat or wrapped. Copied: later changes to it have no effect.</param>
    /// <exception cref="PipelineInvalidException">It has no components.</exception>
    public static PipelineDefinition FromJson(JsonNode json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(json.ToJsonString());
    }

    /// <summary>Takes a pipeline from a JSON element.</summary>
    /// <param name="json">The document, flat or wrapped. Copied.</param>
    /// <exception cref="PipelineInvalidException">It has no components.</exception>
    public static PipelineDefinition FromJson(JsonElement json) => new(json, name: null, "The pipeline");

    /// <summary>The names of the <c>${ROCKETRIDE_…}</c> placeholders in the document.</summary>
    internal IReadOnlySet<string> ReferencedVariables() =>
        Placeholder().Matches(Encoding.UTF8.GetString(_utf8)).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>The document as compact JSON, unwrapped.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8);

    private static JsonElement Unwrap(JsonElement document, string origin)
    {
        if (document.ValueKind != JsonValueKind.Object)
            throw Invalid($"{origin} is {Describe(document)}, but must be a JSON object with \"components\".");
        var pipeline = document.TryGetProperty("pipeline"u8, out var wrapped) && wrapped.ValueKind == JsonValueKind.Object
            ? wrapped
            : document;
        if (!pipeline.TryGetProperty("components"u8, out var components))
            throw Invalid($"{origin} has no \"components\". Give a pipeline document, flat or wrapped in {{\"pipeline\": …}}.");
        if (components.ValueKind != JsonValueKind.Array)
            throw Invalid($"{origin} has \"components\" that are {Describe(components)}, but must be an array.");
        if (components.GetArrayLength() == 0)
            throw Invalid($"{origin} has no components: the array is empty. Add at least a source component.");
        return pipeline;
    }

    private static string? OnlySourceComponent(JsonElement pipeline)
    {
        var sources = pipeline.GetProperty("components"u8).EnumerateArray()
            .Where(component => component.ValueKind == JsonValueKind.Object
                && component.TryGetProperty("config"u8, out var config)
                && config.ValueKind == JsonValueKind.Object
                && TextMember(config, "mode") == "Source")
            .Select(component => TextMember(component, "id"))
            .Take(2)
            .ToList();
        return sources.Count == 1 ? sources[0] : null;
    }

    private static string? TextMember(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a truth value",
        _ => "null",
    };

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (ReadOnlySpan<string>)[".pipe.json", ".pipe"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return name[..^ending.Length];
        }
        return name;
    }

    private static PipelineInvalidException NotJson(string origin, JsonException exception)
    {
        var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        return Invalid($"{origin} is not valid JSON{place}.", exception);
    }

    private static PipelineInvalidException Invalid(string message, Exception? cause = null) =>
        new(message, new RunErrorContext(RunBackend.RocketRide, RunOperation.Use), cause);

    [GeneratedRegex(@"\$\{(ROCKETRIDE_[A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
