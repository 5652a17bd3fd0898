using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RocketControl.Client;

/// <summary>
/// A pipeline for RocketRide, read by <see cref="PipelineDefinition.FromFile"/> or <see cref="PipelineDefinition.FromJson(string)"/> from a document that is flat or
/// wrapped in <c>{"pipeline": …}</c> (RocketRide protocol §9). Immutable; the document is kept as it is, unknown members included.
/// </summary>
public sealed partial class RocketRidePipeline : PipelineDefinition
{
    private const int MaxFileBytes = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions ParseOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _utf8;

    private RocketRidePipeline(JsonElement document, string? name, string origin)
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

    /// <inheritdoc/>
    public override string? Name { get; }

    /// <summary>The project that the pipeline belongs to; null when the document has none, so that the server makes one up for each run.</summary>
    public string? ProjectId { get; }

    /// <summary>The component that feeds the pipeline: its <c>source</c>, else its only component in source mode. Null when that cannot be told.</summary>
    public string? Source { get; }

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    internal static RocketRidePipeline ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxFileBytes)
                throw Invalid($"The pipeline file '{path}' has {file.Length:N0} bytes; at most {MaxFileBytes:N0} are read.");
            using var document = JsonDocument.Parse(file, ParseOptions);
            return new RocketRidePipeline(document.RootElement, NameOf(path), $"The pipeline file '{path}'");
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

    internal static RocketRidePipeline Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, ParseOptions);
            return Of(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw NotJson("The pipeline", exception);
        }
    }

    internal static RocketRidePipeline Of(JsonElement json) => new(json, name: null, "The pipeline");

    /// <exception cref="RunInvalidArgumentException">The pipeline is one for another backend.</exception>
    internal static RocketRidePipeline From(PipelineDefinition pipeline, RunOperation operation) =>
        pipeline as RocketRidePipeline ?? throw new RunInvalidArgumentException(
            $"{pipeline.GetType().Name} is not for RocketRide. Give a pipeline document: PipelineDefinition.FromFile or PipelineDefinition.FromJson.",
            new RunErrorContext(RunBackend.RocketRide, operation));

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

    /// <summary>The place says it all. The reader's own exception is left out, for it repeats what is there, which may be a key.</summary>
    private static PipelineInvalidException NotJson(string origin, JsonException exception)
    {
        var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
        return Invalid($"{origin} is not valid JSON{place}.");
    }

    private static PipelineInvalidException Invalid(string message, Exception? cause = null) =>
        new(message, new RunErrorContext(RunBackend.RocketRide, RunOperation.Use), cause);

    [GeneratedRegex(@"\$\{(ROCKETRIDE_[A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
