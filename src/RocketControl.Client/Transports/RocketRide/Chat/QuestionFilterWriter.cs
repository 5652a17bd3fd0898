using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>Writes a filter as the server reads it (RocketRide protocol §5.5). What is not set is left out.</summary>
internal static class QuestionFilterWriter
{
    public static void Write(Utf8JsonWriter writer, QuestionFilter filter)
    {
        writer.WriteStartObject("filter"u8);
        writer.WriteBoolean("fullTables"u8, filter.FullTables);
        writer.WriteBoolean("fullDocuments"u8, filter.FullDocuments);
        WriteNumber(writer, "offset", filter.Offset);
        WriteNumber(writer, "limit", filter.Limit);
        WriteNumber(writer, "followUpQuestions", filter.FollowUpQuestions);
        WriteIfTrue(writer, "useQuickRank", filter.UseQuickRank);
        WriteIfTrue(writer, "useGroupRank", filter.UseGroupRank);
        WriteIfTrue(writer, "context", filter.IncludeContext);
        if (filter.ObjectIds.Count > 0)
            writer.WriteTexts("objectIds", filter.ObjectIds);
        WriteNumbers(writer, "chunkIds", filter.ChunkIds);
        WriteNumber(writer, "minChunkId", filter.MinChunkId);
        WriteNumber(writer, "maxChunkId", filter.MaxChunkId);
        writer.WriteOptional("nodeId", filter.NodeId);
        writer.WriteOptional("parent", filter.Parent);
        writer.WriteOptional("name", filter.Name);
        WriteNumbers(writer, "permissions", filter.Permissions);
        WriteTruth(writer, "isDeleted", filter.IsDeleted);
        WriteTruth(writer, "isTable", filter.IsTable);
        WriteNumbers(writer, "tableIds", filter.TableIds);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IReadOnlyList<int> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static void WriteTruth(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } truth)
            writer.WriteBoolean(name, truth);
    }

    private static void WriteIfTrue(Utf8JsonWriter writer, string name, bool value) => WriteTruth(writer, name, value ? true : null);
}
