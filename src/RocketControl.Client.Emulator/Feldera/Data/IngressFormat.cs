using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>How the body of an ingress request is to be read (Feldera protocol §9).</summary>
internal sealed record IngressFormat(bool IsJson, bool IsArray, string UpdateFormat)
{
    private static readonly string[] UpdateFormats = ["insert_delete", "weighted", "raw", "debezium", "snowflake"];

    private static readonly string[] Flavors = ["default", "debezium_mysql", "debezium_postgres", "snowflake", "kafka_connect_json_converter", "pandas"];

    public RecordSplitter.Mode Splitting =>
        !IsJson ? RecordSplitter.Mode.CsvLines : IsArray ? RecordSplitter.Mode.JsonValues : RecordSplitter.Mode.Lines;

    /// <exception cref="RefusedException">A parameter is not valid.</exception>
    public static IngressFormat Of(QueryParameters query)
    {
        string format = query["format"] ?? "csv";
        if (format is not ("csv" or "json"))
            throw Refusals.InvalidParam($"unknown format '{format}'");
        string update = query["update_format"] ?? "insert_delete";
        if (!UpdateFormats.Contains(update))
            throw Refusals.InvalidParam($"update_format '{update}' cannot be read");
        if (query["json_flavor"] is { } flavor && !Flavors.Contains(flavor))
            throw Refusals.InvalidParam($"unknown json_flavor '{flavor}'");
        return new IngressFormat(format == "json", query["array"] == "true", update);
    }
}
