using System.Text.Json.Serialization;

namespace RocketControl.Client.Smoke;

[JsonSerializable(typeof(Reading))]
internal sealed partial class ReadingContext : JsonSerializerContext;
