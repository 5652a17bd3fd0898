using System.Text.Json.Serialization;

namespace RocketControl.Client.Tests.Feldera;

[JsonSerializable(typeof(Point))]
internal sealed partial class PointContext : JsonSerializerContext;
