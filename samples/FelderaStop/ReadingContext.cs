using System.Text.Json.Serialization;

namespace FelderaStop;

[JsonSerializable(typeof(Reading))]
internal sealed partial class ReadingContext : JsonSerializerContext;
