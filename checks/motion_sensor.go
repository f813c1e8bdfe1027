package checks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var motionSensor = lint.Define(lint.Check{
	Name:  "motion-sensor",
	Doc:   lang.Text{ZH: "监听运动传感器（广告 SDK 除外）", EN: "motion sensors listened to, other than by SDKs for advertising"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	motionListeners(c, func(u *app.Use, api *rules.API) {
		if categoryOf(c, u.Owner) == "map" && slices.Contains(compassSensors, cmp.Or(sensorOf(u), u.Value)) {
			return // the compass of a map
		}
		if categoryOf(c, u.Owner) != "ads" && !onAdScreen(u) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		out = append(out, lowered(with(one.finding(), motionWords(one)), lang.Text{ZH: "请确认有对应的功能", EN: "make sure that a function needs it"}))
	}
	return out
})

// motionWords name the sensor that a group listens to, where it is known.
func motionWords(g *useGroup) lang.Text {
	if name, known := sensorNames[cmp.Or(sensorOf(g.best), g.best.Value)]; known {
		return lang.Text{ZH: "监听的是运动传感器：" + name.ZH, EN: "one that tells how the device moves: " + name.EN}
	}
	return lang.Text{ZH: "监听的是运动传感器", EN: "one that tells how the device moves"}
}

// sensorNames are what android.hardware.Sensor calls the motionSensors.
var sensorNames = map[string]lang.Text{
	"1":  {ZH: "加速度传感器（TYPE_ACCELEROMETER）", EN: "the accelerometer (TYPE_ACCELEROMETER)"},
	"2":  {ZH: "磁场传感器（TYPE_MAGNETIC_FIELD）", EN: "the magnetometer (TYPE_MAGNETIC_FIELD)"},
	"3":  {ZH: "方向传感器（TYPE_ORIENTATION）", EN: "orientation (TYPE_ORIENTATION)"},
	"4":  {ZH: "陀螺仪（TYPE_GYROSCOPE）", EN: "the gyroscope (TYPE_GYROSCOPE)"},
	"9":  {ZH: "重力传感器（TYPE_GRAVITY）", EN: "gravity (TYPE_GRAVITY)"},
	"10": {ZH: "线性加速度传感器（TYPE_LINEAR_ACCELERATION）", EN: "linear acceleration (TYPE_LINEAR_ACCELERATION)"},
	"11": {ZH: "旋转矢量传感器（TYPE_ROTATION_VECTOR）", EN: "the rotation vector (TYPE_ROTATION_VECTOR)"},
	"14": {ZH: "未校准磁场传感器（TYPE_MAGNETIC_FIELD_UNCALIBRATED）", EN: "the uncalibrated magnetometer (TYPE_MAGNETIC_FIELD_UNCALIBRATED)"},
	"15": {ZH: "游戏旋转矢量传感器（TYPE_GAME_ROTATION_VECTOR）", EN: "the rotation vector for games (TYPE_GAME_ROTATION_VECTOR)"},
	"16": {ZH: "未校准陀螺仪（TYPE_GYROSCOPE_UNCALIBRATED）", EN: "the uncalibrated gyroscope (TYPE_GYROSCOPE_UNCALIBRATED)"},
	"20": {ZH: "地磁旋转矢量传感器（TYPE_GEOMAGNETIC_ROTATION_VECTOR）", EN: "the geomagnetic rotation vector (TYPE_GEOMAGNETIC_ROTATION_VECTOR)"},
	"35": {ZH: "未校准加速度传感器（TYPE_ACCELEROMETER_UNCALIBRATED）", EN: "the uncalibrated accelerometer (TYPE_ACCELEROMETER_UNCALIBRATED)"},
}

// motionListeners yields the uses that listen to a sensor that tells how the
// device moves. Where it is not known what a class listens to, it is what it got:
// to get a sensor alone is to ask whether the device has it.
func motionListeners(c *lint.Case, yield func(*app.Use, *rules.API)) {
	open := map[string]bool{} // outer classes that listen to a sensor that is not known
	usesOf(c, []string{"sensor.register"}, func(u *app.Use, api *rules.API) {
		switch kind := sensorOf(u); {
		case kind == "":
			open[outerClass(u)] = true
		case slices.Contains(motionSensors, kind):
			yield(u, api)
		}
	})
	usesOf(c, []string{"sensor.shake_ad", "sensor.compass"}, func(u *app.Use, api *rules.API) {
		if open[outerClass(u)] {
			yield(u, api)
		}
	})
}

// compassSensors tell where the device points.
var compassSensors = []string{"2", "3", "11", "14", "20"}

// motionSensors are the types of sensors that tell how the device moves or lies.
var motionSensors = []string{"1", "2", "3", "4", "9", "10", "11", "14", "15", "16", "20", "35"}

// sensorOf returns the type of the sensor that a use listens to; "" where it is
// not known.
func sensorOf(u *app.Use) string {
	if len(u.Args) < 2 {
		return ""
	}
	for _, call := range u.Args[1].Calls {
		if strings.HasSuffix(call.Name, "SensorManager->getDefaultSensor") && len(call.Args) > 0 && len(call.Args[0].Constants) == 1 {
			return call.Args[0].Constants[0]
		}
	}
	return ""
}
